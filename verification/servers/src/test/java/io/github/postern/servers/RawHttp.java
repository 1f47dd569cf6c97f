package io.github.postern.servers;

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
     * Asks for a WebSocket (RFC 6455 section 4.1) by a request target as it is, in ISO-8859-1.
     *
     * @param headers complete lines, each with its end
     * @return the status; 0 if the server closed the connection without an answer
     */
    static int handshake(int port, String target, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket"
                    + "\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + headers + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            // Not to its end: who is asked for another protocol keeps the connection, whatever the answer is.
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
            return answer.startsWith("HTTP/1.") && answer.length() == 12 ? Integer.parseInt(answer.substring(9)) : 0;
        } catch (SocketTimeoutException e) {
            throw new IOException("No answer to a request for a WebSocket at " + target, e);
        } catch (java.net.SocketException e) {
            return 0;
        }
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
