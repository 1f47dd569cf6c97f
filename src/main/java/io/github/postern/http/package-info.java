/**
 * What both flows say over HTTP: problem bodies, challenges, request attributes. Knows nothing of keys.
 *
 * <p>Depends on the Servlet API and Jakarta JSON Processing.
 */
package io.github.postern.http;
