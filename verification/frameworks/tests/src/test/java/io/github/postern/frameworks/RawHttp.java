package io.github.postern.frameworks;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** HTTP by hand, for request lines that a proper client refuses to send. */
final class RawHttp {

    private static final int PATIENCE = 10_000;

    private RawHttp() {
    }

    /**
     * Sends a request line as it is, byte by byte in ISO-8859-1.
     *
     * @param headers complete lines, each with its end
     * @return status 0 if the server closed the connection without an answer
     */
    static Reply send(int port, String requestLine, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write((requestLine + "\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n"
                    + headers + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            int status = answer.startsWith("HTTP/1.") ? Integer.parseInt(answer.substring(9, 12)) : 0;
            return new Reply(status, HttpHeaders.of(Map.of(), (a, b) -> true), answer);
        } catch (SocketTimeoutException e) {
            throw new IOException("No end of the answer to " + requestLine, e);
        } catch (java.net.SocketException e) {
            return new Reply(0, HttpHeaders.of(Map.of(), (a, b) -> true), "");
        }
    }
}
