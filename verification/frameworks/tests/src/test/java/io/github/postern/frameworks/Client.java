package io.github.postern.frameworks;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Somebody with a browser, or a script: what differs is what is sent. It keeps cookies and follows nothing. */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String url;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies).connectTimeout(PATIENCE).build();

    /**
     * Opens it.
     *
     * @param url of the application, without a slash at its end
     */
    Client(String url) {
        this.url = url;
    }

    Reply get(String path, String... headers) throws Exception {
        return send("GET", path, null, headers);
    }

    /**
     * Sends a form as a browser does.
     *
     * @param fields names and values in turn
     */
    Reply form(String path, List<String> fields, String... headers) throws Exception {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.size(); i += 2) {
            body.append(i == 0 ? "" : "&").append(encode(fields.get(i))).append('=').append(encode(fields.get(i + 1)));
        }
        List<String> all = new ArrayList<>(Arrays.asList(headers));
        all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        return send("POST", path, body.toString(), all.toArray(String[]::new));
    }

    Reply send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE)
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    /**
     * Opens a WebSocket.
     *
     * @return what it says first; the status of the answer if it does not open
     */
    String open(String path, String... headers) throws Exception {
        CompletableFuture<String> said = new CompletableFuture<>();
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(PATIENCE);
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        try {
            WebSocket socket = builder.buildAsync(URI.create(url.replaceFirst("^http", "ws") + path),
                    new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                            said.complete(text.toString());
                            return null;
                        }
                    }).join();
            try {
                return said.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } finally {
                socket.abort();
            }
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return String.valueOf(refused.getResponse().statusCode());
            }
            throw e;
        }
    }

    /** Creates a key as the management page does, and returns its secret. */
    String createKey(String name, String more) throws Exception {
        Reply policy = get("/postern/api/policy");
        String token = policy.header("X-CSRF-Token")
                .orElseThrow(() -> new AssertionError("No CSRF token: " + policy.status() + " " + policy.body()));
        Reply reply = send("POST", "/postern/api/keys", "{\"name\":\"" + name + "\"" + more + "}",
                "Content-Type", "application/json", "X-CSRF-Token", token, "Sec-Fetch-Site", "same-origin");
        if (reply.status() != 201) {
            throw new AssertionError("Create: " + reply.status() + " " + reply.body());
        }
        return reply.find("\"key\"\\s*:\\s*\"([^\"\\\\]*)\"");
    }

    /** The cookies as a request sends them. */
    String cookie() {
        return cookies.getCookieStore().getCookies().stream().map(HttpCookie::toString).collect(Collectors.joining("; "));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
