/**
 * The command line of Postern: a client of the management API, for people and for scripts.
 *
 * <p>How a command runs: {@link io.github.postern.cli.Main} reads the arguments; the command opens
 * {@link io.github.postern.cli.Keys} through its {@link io.github.postern.cli.AccessOptions}; a
 * {@link io.github.postern.cli.Session} logs in once something is asked for;
 * {@link io.github.postern.cli.Server} sends it. A failure is a
 * {@link io.github.postern.cli.CommandException}, which {@link io.github.postern.cli.ErrorReporter}
 * turns into words and an exit code.
 *
 * <p>{@code graft} and {@code doctor} talk to no management API: {@link io.github.postern.cli.war}
 * reads a WAR, {@link io.github.postern.cli.graft} decides and writes.
 *
 * <p>Uses of the library only what a key looks like; the rest of it is in the bundle, as bytes.
 */
package io.github.postern.cli;
