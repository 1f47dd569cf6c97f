package io.github.postern.cli;

import java.net.http.HttpRequest;

/** How one comes to a session of the application. */
interface LoginMethod {

  /** Gets the session. */
  void begin(Server server);

  /** Adds to a request what shows the session. */
  void addTo(HttpRequest.Builder request);

  /** Returns what to look at when the server knows no session. */
  String remedy();
}
