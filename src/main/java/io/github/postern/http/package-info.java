/**
 * The HTTP parts of both flows: problem bodies, challenges, request attributes, the path of a
 * request. Of keys it knows only how they are sent.
 *
 * <p>Depends on {@code policy} (for the carriers and the spellings of paths), {@code settings}, the
 * Servlet API and Jakarta JSON Processing.
 */
@NullMarked
package io.github.postern.http;

import org.jspecify.annotations.NullMarked;
