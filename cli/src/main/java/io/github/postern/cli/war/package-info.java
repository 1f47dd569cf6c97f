/**
 * Reads WARs that somebody else made; they are never changed, and never run.
 * {@link io.github.postern.cli.war.WarReader} is where to begin; what cannot be used is a
 * {@link io.github.postern.cli.war.RefusedException}.
 */
package io.github.postern.cli.war;
