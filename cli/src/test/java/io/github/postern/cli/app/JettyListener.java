package io.github.postern.cli.app;

import org.eclipse.jetty.websocket.api.Session;

/** A WebSocket of Jetty's own API, which by itself opens none. */
public final class JettyListener implements Session.Listener {}
