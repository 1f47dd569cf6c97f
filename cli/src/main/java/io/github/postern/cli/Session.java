package io.github.postern.cli;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/** A login session with the key API. It begins with the first call. */
final class Session {

    private static final String TOKEN_HEADER = "X-CSRF-Token";

    private final Server server;
    private final Login login;
    private boolean begun;
    private String csrfToken;

    Session(Server server, Login login) {
        this.server = server;
        this.login = login;
    }

    /** Reads something. */
    JsonObject get(String path) {
        return call("GET", path, BodyPublishers.noBody(), Map.of()).json();
    }

    /** Changes something without a body. */
    Answer change(String method, String path) {
        return change(method, path, BodyPublishers.noBody(), Map.of());
    }

    /** Sends something that makes a key. */
    Answer post(String path, JsonObject body, Map<String, String> headers) {
        return change("POST", path, BodyPublishers.ofString(body.toString()), headers);
    }

    private Answer change(String method, String path, BodyPublisher body, Map<String, String> headers) {
        if (csrfToken == null) {
            get("/policy");
        }
        return call(method, path, body, headers);
    }

    private Answer call(String method, String path, BodyPublisher body, Map<String, String> headers) {
        if (!begun) {
            login.begin(server);
            begun = true;
        }
        HttpRequest.Builder request = server.apiRequest(path).method(method, body);
        login.show(request);
        headers.forEach(request::header);
        if (body.contentLength() != 0) {
            request.header("Content-Type", "application/json");
        }
        if (csrfToken != null && !method.equals("GET")) {
            request.header(TOKEN_HEADER, csrfToken);
        }
        Answer answer = server.send(request.build());
        answer.header(TOKEN_HEADER).ifPresent(token -> csrfToken = token);
        return checked(answer);
    }

    /** Applications send whom they do not know to their login page, some even from an API. */
    private Answer checked(Answer answer) {
        if (answer.status() == 401 || answer.isRedirect()) {
            throw new Failure(ExitCode.NOT_ALLOWED, "Not signed in: " + login.remedy());
        }
        if (!answer.isSuccess()) {
            throw answer.failure();
        }
        return answer;
    }
}
