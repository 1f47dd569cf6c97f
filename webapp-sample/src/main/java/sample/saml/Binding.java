package sample.saml;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cookie by which the browser that began a login is known again, so that nobody can finish a login of theirs in somebody
 * else's browser. It is not the session, and worth nothing without the rest of the login.
 */
final class Binding {

    private static final String NAME = "saml-login";
    private static final String SECURE_NAME = "__Host-" + NAME;
    private static final String VALUE = "[A-Za-z0-9_-]{43}";

    private final SecureRandom random;
    private final Duration life;
    private final boolean secure;

    Binding(SecureRandom random, Duration life, boolean secure) {
        this.random = random;
        this.life = life;
        this.secure = secure;
    }

    /** Marks the browser and answers what to remember of it. Logins in two tabs at once share the mark. */
    byte[] mark(HttpServletRequest request, HttpServletResponse response) {
        String value = of(request).orElseGet(() -> OneTime.randomName(random));
        Cookie cookie = new Cookie(secure ? SECURE_NAME : NAME, value);
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setPath("/");
        cookie.setMaxAge((int) life.toSeconds());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
        return hash(value);
    }

    /** Whether this is the browser of which that was remembered. */
    boolean matches(HttpServletRequest request, byte[] remembered) {
        return of(request).filter(value -> MessageDigest.isEqual(hash(value), remembered)).isPresent();
    }

    private Optional<String> of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        return Stream.of(cookies)
                .filter(cookie -> cookie.getName().equals(secure ? SECURE_NAME : NAME))
                .map(Cookie::getValue)
                .filter(value -> value.matches(VALUE))
                .findFirst();
    }

    private static byte[] hash(String value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }
}
