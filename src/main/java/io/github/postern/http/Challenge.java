package io.github.postern.http;

import java.util.Objects;

/**
 * The value of {@code WWW-Authenticate}, which every 401 must have (RFC 9110 section 11.6.1), in the form of RFC 6750
 * section 3.
 */
public final class Challenge {

    /** The name of the header field. */
    public static final String HEADER = "WWW-Authenticate";

    private final StringBuilder text;

    private Challenge(String realm) {
        text = new StringBuilder("Bearer realm=\"").append(legal(realm)).append('"');
    }

    /** Starts a challenge that says only where one is: no error code, because no credential was there. */
    public static Challenge realm(String realm) {
        return new Challenge(Objects.requireNonNull(realm, "realm"));
    }

    /** Adds why the credential was refused. */
    public Challenge error(String code, String description) {
        return parameter("error", code).parameter("error_description", description);
    }

    /** Adds what a key would need. */
    public Challenge scope(String names) {
        return parameter("scope", names);
    }

    private Challenge parameter(String name, String value) {
        text.append(", ").append(name).append("=\"").append(legal(value)).append('"');
        return this;
    }

    /** Leaves only what RFC 6750 section 3 allows inside the quotes, so nothing can end them or the line. */
    private static String legal(String value) {
        return value.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
