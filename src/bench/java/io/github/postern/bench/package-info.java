/**
 * The cost of a key: the check in process against the least work that any check needs, and a small
 * application over HTTP with Postern and without. {@code docs/benchmarks.md} says how to run it and
 * what came out.
 */
package io.github.postern.bench;
