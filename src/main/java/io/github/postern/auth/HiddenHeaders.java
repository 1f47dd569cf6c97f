package io.github.postern.auth;

import io.github.postern.key.KeyFinder;
import io.github.postern.key.KeyFormat;
import io.github.postern.policy.Carrier;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the application does not get to see of a request with a key: the headers that carry credentials, and a second copy of a
 * key wherever it stands. Immutable.
 */
final class HiddenHeaders {

    private final Set<String> names;
    private final KeyFinder finder;

    HiddenHeaders(Collection<Carrier> carriers, KeyFormat format) {
        this.names = Stream.concat(carriers.stream().map(Carrier::header), Stream.of("Authorization", "Cookie"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.finder = new KeyFinder(format);
    }

    boolean hides(String name) {
        return name != null && names.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Looks at a value when the application asks for it, so that nobody pays who does not. */
    boolean hidesValue(String value) {
        return value != null && finder.findIn(value).isPresent();
    }
}
