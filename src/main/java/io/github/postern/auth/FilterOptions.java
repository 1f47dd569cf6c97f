package io.github.postern.auth;

import io.github.postern.http.ErrorStyle;
import io.github.postern.policy.PathPattern;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How the filter behaves, beside the policy.
 *
 * @param realm the protection space that challenges name (RFC 9110 section 11.5)
 * @param strictErrors whether even the holder of the whole secret is not told that it expired
 * @param errorStyle how refusals look
 * @param required paths that only a key opens
 * @param loginOrKey paths that only a key or a login opens
 * @param absent paths that are answered as if nothing were there, but for those where a key asks about itself or is given up
 * @param alwaysAllowed the path that every working key opens, whatever its scopes: where a key asks about itself
 * @param management the servlet path of the management API
 * @param direct whether the management API is called past the filters of the application
 * @param expiryWarning how long before its end a key's answers tell when that is
 */
public record FilterOptions(String realm, boolean strictErrors, ErrorStyle errorStyle, List<PathPattern> required,
        List<PathPattern> loginOrKey, List<PathPattern> absent, PathPattern alwaysAllowed, String management, boolean direct,
        Duration expiryWarning) {

    /** Creates the options; the lists are copied. */
    public FilterOptions {
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(errorStyle, "errorStyle");
        required = List.copyOf(required);
        loginOrKey = List.copyOf(loginOrKey);
        absent = List.copyOf(absent);
        Objects.requireNonNull(alwaysAllowed, "alwaysAllowed");
        Objects.requireNonNull(management, "management");
        Objects.requireNonNull(expiryWarning, "expiryWarning");
    }
}
