/**
 * The HTTP parts of both flows: problem bodies, challenges, request attributes. Knows nothing of
 * keys.
 *
 * <p>Depends on the Servlet API and Jakarta JSON Processing.
 */
@NullMarked
package io.github.postern.http;

import org.jspecify.annotations.NullMarked;
