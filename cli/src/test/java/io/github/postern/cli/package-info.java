/**
 * Tests: commands run in this process, against a real application on Jetty, and once as a process
 * of their own.
 */
package io.github.postern.cli;
