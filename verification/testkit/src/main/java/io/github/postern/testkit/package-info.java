/**
 * The code that the tests of several modules share, in source and on the JDK alone: each of them
 * compiles it with its own tests, so it is no artifact, and the library's tests can use it without
 * a module before the library.
 */
package io.github.postern.testkit;
