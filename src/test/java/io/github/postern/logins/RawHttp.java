package io.github.postern.logins;

import io.github.postern.testing.Reply;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** HTTP by hand, for headers that a proper client would not send, such as the same one twice. */
final class RawHttp {

    private RawHttp() {
    }

    /** Sends a request with these header lines as they are, in UTF-8. */
    static Reply send(String url, String method, String path, List<String> lines, String body) throws IOException {
        URI base = URI.create(url);
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + base.getPath() + path + " HTTP/1.1\r\nHost: "
                + base.getAuthority() + "\r\nConnection: close\r\n");
        lines.forEach(line -> head.append(line).append("\r\n"));
        if (content.length > 0) {
            head.append("Content-Type: application/json\r\nContent-Length: ").append(content.length).append("\r\n");
        }
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(content);
            socket.getOutputStream().flush();
            return reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Reply reply(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        Map<String, List<String>> headers = new TreeMap<>();
        answer.substring(0, end).lines().skip(1).map(line -> line.split(": ", 2))
                .filter(header -> header.length == 2)
                .forEach(header -> headers.put(header[0], List.of(header[1])));
        return new Reply(Integer.parseInt(answer.substring(9, 12)), HttpHeaders.of(headers, (name, value) -> true),
                answer.substring(end + 4));
    }
}
