package io.github.postern.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Headers that put another method in the place of the request's own, in the applications that obey them. */
final class MethodOverride {

    private static final List<String> HEADERS = List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private MethodOverride() {
    }

    /** Returns what such headers say, in upper case, for that is how they are understood. */
    static List<String> in(HttpServletRequest request) {
        return HEADERS.stream().map(request::getHeaders)
                .flatMap(values -> values == null ? Stream.of() : Collections.list(values).stream())
                .map(value -> value.strip().toUpperCase(Locale.ROOT)).toList();
    }
}
