/**
 * The HTTP parts of both flows: problem bodies, challenges, request attributes, the path of a
 * request. Knows nothing of keys.
 *
 * <p>Depends on {@code policy} (for the spellings of paths), the Servlet API and Jakarta JSON
 * Processing.
 */
package io.github.postern.http;
