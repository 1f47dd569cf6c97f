/**
 * Somebody else's application: its classes go into the WARs of the tests, and know nothing of this
 * library.
 */
package io.github.postern.cli.app;
