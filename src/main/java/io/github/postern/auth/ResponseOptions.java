package io.github.postern.auth;

import io.github.postern.http.Challenges;
import io.github.postern.http.ErrorStyle;
import io.github.postern.http.UnreadBody;
import java.util.Objects;

/**
 * How the filter answers, and what it adds to the answers of the application.
 *
 * @param challenges asks for a key
 * @param errorStyle how refusals look
 * @param strictErrors whether even the holder of the whole secret is not told that it expired
 * @param caching what caches are told
 * @param cors what pages of other origins may see
 * @param body reads what is left of a request that is refused
 */
record ResponseOptions(
    Challenges challenges,
    ErrorStyle errorStyle,
    boolean strictErrors,
    Caching caching,
    Cors cors,
    UnreadBody body) {

  /** Creates the options. */
  ResponseOptions {
    Objects.requireNonNull(challenges, "challenges");
    Objects.requireNonNull(errorStyle, "errorStyle");
    Objects.requireNonNull(caching, "caching");
    Objects.requireNonNull(cors, "cors");
    Objects.requireNonNull(body, "body");
  }
}
