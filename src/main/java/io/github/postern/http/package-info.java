/**
 * The HTTP parts of both flows: problem bodies, challenges, request attributes. Knows nothing of
 * keys.
 *
 * <p>Depends on the Servlet API and Jakarta JSON Processing.
 */
package io.github.postern.http;
