/**
 * The behaviour of the library over real HTTP: Jetty on a free port, a real database, a real
 * client.
 */
package io.github.postern.functional;
