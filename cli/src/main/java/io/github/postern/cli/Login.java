package io.github.postern.cli;

import java.net.http.HttpRequest;

/** How one comes to a session of the application. */
interface Login {

    /** Gets the session. */
    void begin(Server server);

    /** Adds to a request what shows the session. */
    void show(HttpRequest.Builder request);

    /** Returns what to look at when the server knows no session. */
    String remedy();
}
