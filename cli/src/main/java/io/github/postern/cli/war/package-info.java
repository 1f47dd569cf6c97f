/**
 * What is in a WAR that somebody else made: read, never changed, and never run. {@link io.github.postern.cli.war.WarReader}
 * is where to begin; what cannot be used is a {@link io.github.postern.cli.war.RefusedException}.
 */
package io.github.postern.cli.war;
