/** What the library does, over real HTTP: Jetty on a free port, a real database, a real client. */
package io.github.postern.functional;
