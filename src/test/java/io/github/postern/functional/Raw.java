package io.github.postern.functional;

import io.github.postern.testing.Reply;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** HTTP by hand, for what a proper client refuses to send. */
final class Raw {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Raw() {
    }

    /** Sends GET with one header line as it is, in UTF-8. */
    static Reply get(String url, String path, String headerLine) throws IOException {
        return send("GET", url, path, headerLine);
    }

    /** Sends a request without a body, its path and its header lines as they are, in UTF-8. */
    static Reply send(String method, String url, String path, String... headerLines) throws IOException {
        URI base = URI.create(url);
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            String request = method + " " + base.getPath() + path + " HTTP/1.1\r\nHost: " + base.getAuthority()
                    + (Stream.of(headerLines).anyMatch(line -> line.startsWith("Connection:")) ? "\r\n" : "\r\nConnection: close\r\n") + String.join("\r\n", headerLines)
                    + (headerLines.length == 0 ? "\r\n" : "\r\n\r\n");
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // The server may have answered and closed before all of it was sent; the answer is what counts.
            }
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            return new Reply(Integer.parseInt(answer.substring(9, 12)), headers(end < 0 ? answer : answer.substring(0, end)),
                    end < 0 ? "" : answer.substring(end + 4));
        }
    }

    private static HttpHeaders headers(String head) {
        return HttpHeaders.of(head.lines().skip(1).filter(line -> line.contains(":")).map(line -> line.split(":", 2))
                .collect(Collectors.groupingBy(line -> line[0], Collectors.mapping(line -> line[1].strip(), Collectors.toList()))),
                (name, value) -> true);
    }

    /** Returns a key whose checksum fits and that nobody was given. */
    static String someKey() {
        return forged("abcdefghijklmnop");
    }

    /** Returns a well-formed key with this id, whose secret is another. */
    static String forged(String id) {
        String body = "test_" + id + "_0123456789abcdefghijABCDEFGHIJxy";
        return body + checksum(body);
    }

    /** Returns the checksum that makes a text a well-formed key, computed independently of the library. */
    static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder();
        long rest = crc.getValue();
        for (int i = 0; i < 6; i++) {
            digits.insert(0, DIGITS.charAt((int) (rest % 62)));
            rest /= 62;
        }
        return digits.toString();
    }
}
