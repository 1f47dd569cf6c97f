package io.github.postern.auth;

import io.github.postern.http.ErrorStyle;
import io.github.postern.policy.PathPattern;
import java.time.Duration;
import java.util.Objects;

/**
 * How the filter behaves, beside the policy.
 *
 * @param realm the protection space that challenges name (RFC 9110 section 11.5)
 * @param strictErrors whether even the holder of the whole secret is not told that it expired
 * @param errorStyle how refusals look
 * @param paths what it does at which path
 * @param management the paths of the management API
 * @param direct whether the management API is called past the filters of the application
 * @param expiryWarning how long before its end a key's answers tell when that is
 */
public record FilterOptions(String realm, boolean strictErrors, ErrorStyle errorStyle, PathRules paths, PathPattern management,
        boolean direct, Duration expiryWarning) {

    /** Creates the options. */
    public FilterOptions {
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(errorStyle, "errorStyle");
        Objects.requireNonNull(paths, "paths");
        Objects.requireNonNull(management, "management");
        Objects.requireNonNull(expiryWarning, "expiryWarning");
    }
}
