/**
 * The HTTP parts of both flows: problem bodies, challenges, request attributes. Of keys it knows
 * only how they are sent.
 *
 * <p>Depends on {@code policy} (for the carriers), {@code settings}, the Servlet API and Jakarta
 * JSON Processing.
 */
@NullMarked
package io.github.postern.http;

import org.jspecify.annotations.NullMarked;
