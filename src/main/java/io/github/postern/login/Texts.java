package io.github.postern.login;

import io.github.postern.key.LoginSource;
import io.github.postern.key.OddCharacters;
import io.github.postern.key.Owner;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names, roles and the like from outside, checked; what is wrong with one is said without repeating it. */
final class Texts {

    /** The longest role: what the store can hold of all of them together. */
    private static final int ROLE_LENGTH = 255;
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_-]{1,12}");

    private static final Pattern LIKE_A_KEY = Pattern.compile("key [a-z2-7]{16}");

    private Texts() {
    }

    /**
     * Returns the owner of this name.
     *
     * @param where what the name was read from, for the message: a setting or a method
     * @throws IllegalStateException if the name is null or empty, too long, or has characters that make it look like
     *     another name or break a log
     */
    static Owner owner(String where, String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalStateException("Somebody is logged in, but " + where + " gives no name for them. It must give"
                    + " the name that the application knows them by.");
        }
        String flaw = LIKE_A_KEY.matcher(name).matches() ? "is what a key is called in the audit trail"
                : flaw(name, Owner.MAXIMUM_LENGTH);
        if (flaw != null) {
            throw new IllegalStateException("The user name from " + where + " " + flaw + ". A user name has 1 to "
                    + Owner.MAXIMUM_LENGTH + " characters, none of them a control character or one that cannot be seen, and no space around it. Give"
                    + " this person another name, or let postern.login lead to another one.");
        }
        return Owner.of(name);
    }

    /**
     * Returns the texts in a collection, an array, or a text with commas.
     *
     * @throws IllegalStateException if one of them can be no role
     */
    static Set<String> roles(String where, Object value) {
        Stream<?> items;
        if (value instanceof Collection<?> collection) {
            items = collection.stream();
        } else if (value instanceof Object[] array) {
            items = Arrays.stream(array);
        } else {
            items = Arrays.stream(value.toString().split(",")).map(String::strip);
        }
        return items.filter(Objects::nonNull).map(Object::toString).filter(text -> !text.isBlank())
                .map(text -> role(where, text))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String role(String where, String text) {
        String flaw = flaw(text, ROLE_LENGTH);
        if (flaw != null) {
            throw new IllegalStateException("A role from " + where + " " + flaw + ". A role has 1 to " + ROLE_LENGTH
                    + " characters, none of them a control character, and no space around it.");
        }
        return text;
    }

    /** Returns the source of this name, wherever it was read. */
    static LoginSource source(String where, Object value) {
        String text = value.toString().strip();
        for (LoginSource source : LoginSource.values()) {
            if (source.text().equalsIgnoreCase(text)) {
                return source;
            }
        }
        throw new IllegalStateException(where + " must lead to 'local' or 'saml', but led to "
                + shown(HARMLESS, text) + ". Leave the setting out where all logins are alike, and set"
                + " postern.login.default-source.");
    }

    /** Returns a text if it looks like what was expected; else what it is, for it may be a secret that is there by mistake. */
    static String shown(Pattern harmless, String text) {
        return harmless.matcher(text).matches() ? "'" + text + "'" : "a text of " + text.length() + " characters";
    }

    private static String flaw(String text, int maximum) {
        if (text.length() > maximum) {
            return "has " + text.length() + " characters";
        }
        if (isSpace(text.codePointAt(0)) || isSpace(text.codePointBefore(text.length()))) {
            return "starts or ends with a space";
        }
        OptionalInt odd = OddCharacters.first(text, false);
        if (odd.isPresent()) {
            return String.format("has the character U+%04X as number %d of %d", text.codePointAt(odd.getAsInt()),
                    odd.getAsInt() + 1, text.length());
        }
        return OddCharacters.isVisible(text) ? null : "has no character that can be seen";
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
