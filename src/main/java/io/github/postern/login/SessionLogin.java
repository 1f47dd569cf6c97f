package io.github.postern.login;

import io.github.postern.issue.Login;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The login that an application keeps in attributes of its session. */
public final class SessionLogin implements LoginResolver {

    private final Attributes attributes;

    /** Creates the resolver. */
    public SessionLogin(Attributes attributes) {
        this.attributes = Objects.requireNonNull(attributes, "attributes");
    }

    /**
     * Where in the session things are. Each is the name of an attribute, or a path into it such as
     * {@code account.name}: record components, getters and map keys. All but the user may be empty.
     *
     * @param user the user's name
     * @param roles a collection, an array, or a text with commas
     * @param organisation which organisation the user belongs to
     * @param source {@code local} or {@code saml}; local if there is none
     * @param authenticatedAt when the user logged in: an {@code Instant}, a {@code Date}, epoch milliseconds, or ISO-8601
     * @param sessionEnd {@code SessionNotOnOrAfter} of the SAML assertion, in the same forms
     */
    public record Attributes(AttributePath user, Optional<AttributePath> roles, Optional<AttributePath> organisation,
            Optional<AttributePath> source, Optional<AttributePath> authenticatedAt,
            Optional<AttributePath> sessionEnd) {
    }

    @Override
    public Optional<Login> resolve(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        return attributes.user().read(session::getAttribute)
                .map(Object::toString)
                .filter(name -> !name.isBlank())
                .map(name -> login(name, session));
    }

    private Login login(String name, HttpSession session) {
        return new Login(Owner.of(name),
                read(attributes.source(), session).map(source -> LoginSource.of(source.toString()))
                        .orElse(LoginSource.LOCAL),
                instant(attributes.authenticatedAt(), session),
                instant(attributes.sessionEnd(), session),
                read(attributes.roles(), session).map(SessionLogin::texts).orElse(Set.of()),
                read(attributes.organisation(), session).map(Object::toString));
    }

    private static Optional<Object> read(Optional<AttributePath> path, HttpSession session) {
        return path.flatMap(attribute -> attribute.read(session::getAttribute));
    }

    private static Set<String> texts(Object value) {
        Collection<?> items;
        if (value instanceof Collection<?> collection) {
            items = collection;
        } else if (value instanceof Object[] array) {
            items = Arrays.asList(array);
        } else {
            items = Arrays.asList(value.toString().split("\\s*,\\s*"));
        }
        return items.stream().map(Object::toString).filter(text -> !text.isBlank())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<Instant> instant(Optional<AttributePath> path, HttpSession session) {
        return read(path, session).map(value -> instant(path.orElseThrow(), value));
    }

    private static Instant instant(AttributePath path, Object value) {
        try {
            if (value instanceof Instant instant) {
                return instant;
            } else if (value instanceof Date date) {
                return date.toInstant();
            } else if (value instanceof Number millis) {
                return Instant.ofEpochMilli(millis.longValue());
            }
            return OffsetDateTime.parse(value.toString()).toInstant();
        } catch (DateTimeException e) {
            // A time without a zone is as bad as none: guessing could make a key outlive its session.
            throw new IllegalStateException("The session attribute " + path + " holds '" + value + "', which is no"
                    + " instant; it must be a java.time.Instant, a Date, epoch milliseconds, or ISO-8601 with a zone"
                    + " such as 2026-11-21T10:15:30Z", e);
        }
    }
}
