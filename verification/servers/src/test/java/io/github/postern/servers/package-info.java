/**
 * The same WAR on every server that can be had.
 *
 * <p>{@link io.github.postern.servers.ServerContract} holds what has to be true on each;
 * {@code …IT} names one server; {@link io.github.postern.servers.AppServer} and what extends it
 * know how its operators install and use it.
 */
package io.github.postern.servers;
