package io.github.postern.ui;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the management API answers to somebody with ten thousand keys, which no policy allows, and to somebody with keys in
 * states that take months to come about.
 */
final class CannedApi extends HttpServlet {

    static final int MANY = 10_000;

    private static final long serialVersionUID = 1L;
    private static final String POLICY = """
            {"owner":"alice","loginSource":"local","mayCreate":true,"reason":null,"blockingKeys":[],"replacingKeys":[],
            "keysLeft":9,"keysPerOwner":10000,"validity":{"choice":"free","unit":"days","required":true,"default":"P90D",
            "maximum":"P365D","fixedExpiresAt":null,"reason":null},"preview":null,"revealable":true,
            "operations":["create","list","edit","rotate","reveal","disable","delete"],
            "name":{"required":true,"pattern":null},"scopes":[],"maximumOverlap":"P7D","stepUp":null,"approval":false,
            "freshness":null,"administers":"nobody","carriers":["Authorization: Bearer"]}""";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        response.setContentType("application/json");
        response.setHeader("X-CSRF-Token", "t");
        String body = path.equals("/policy") ? POLICY : path.endsWith("/events") ? events()
                : "{\"keys\":[" + (request.getRequestURI().contains("/many/") ? many() : states()) + "]}";
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String many() {
        return IntStream.range(0, MANY).mapToObj(i -> key(Map.of("name", "Backup job %05d".formatted((i * 7919) % MANY),
                "id", "aaaaaaaa%8s".formatted(Integer.toString(i, 8).replace('0', 'z').replace('1', 'y')).replace(' ', 'x'),
                "createdAt", Instant.now().minus(Duration.ofHours(i)).toString(),
                "state", i % 10 == 0 ? "expired" : "active"))).collect(Collectors.joining(","));
    }

    /** One key in each state that a person can see, and then some. */
    private static String states() {
        Instant now = Instant.now();
        String ago = now.minus(Duration.ofHours(3)).toString();
        return String.join(",",
                key(Map.of("id", "active2222222222", "name", "Nightly export", "lastUsedAt", ago,
                        "lastUsedFrom", "192.0.2.7", "description", "Copies the jobs to the archive")),
                key(Map.of("id", "soon222222222222", "name", "Monitoring",
                        "expiresAt", now.plus(Duration.ofDays(5)).toString())),
                key(Map.of("id", "expired222222222", "name", "Old laptop", "state", "expired", "refusedAt", ago,
                        "refusedFrom", "2001:db8::17", "expiresAt", now.minus(Duration.ofDays(9)).toString())),
                key(Map.of("id", "inactive22222222", "name", "Paused import", "state", "inactive")),
                key(Map.of("id", "approval22222222", "name", "Deploy robot", "state", "inactive", "awaits", "approval")),
                key(Map.of("id", "signin2222222222", "name", "Made by an administrator", "state", "inactive",
                        "awaits", "sign-in")),
                key(Map.of("id", "sleeping22222222", "name", "Quarterly report", "state", "suspended",
                        "refusedAt", ago)),
                key(Map.of("id", "superseded222222", "name", "Nightly import", "state", "superseded",
                        "supersededBy", "active2222222222", "expiresAt", now.plus(Duration.ofHours(20)).toString())),
                key(Map.of("id", "revoked222222222", "name", "Given back", "state", "revoked")),
                key(Map.of("id", "sleepy2222222222", "name", "Seldom used",
                        "suspendsAt", now.plus(Duration.ofDays(3)).toString(),
                        "resumedAt", now.minus(Duration.ofDays(2)).toString(), "seenInUrlAt", ago)));
    }

    private static String key(Map<String, String> members) {
        Instant now = Instant.now();
        return """
                {"id":"%s","name":"%s","description":%s,"owner":"alice","createdBy":"alice","state":"%s","loginSource":"local",
                "service":false,"awaits":[%s],"approvedBy":null,"approvedAt":null,"createdAt":"%s","expiresAt":"%s",
                "sessionEnd":null,"suspendsAt":%s,"resumedAt":%s,"lastUsedAt":%s,"lastUsedFrom":%s,"lastRotatedAt":null,
                "supersededBy":%s,"seenInUrlAt":%s,"roles":["user"],"scopes":["read"],"networks":["10.0.0.0/8"],
                "refusedAt":%s,"refusedFrom":%s}""".formatted(members.get("id"), members.get("name"),
                text(members, "description"), members.getOrDefault("state", "active"),
                members.containsKey("awaits") ? text(members, "awaits") : "",
                members.getOrDefault("createdAt", now.minus(Duration.ofDays(20)).toString()),
                members.getOrDefault("expiresAt", now.plus(Duration.ofDays(90)).toString()),
                text(members, "suspendsAt"), text(members, "resumedAt"), text(members, "lastUsedAt"),
                text(members, "lastUsedFrom"), text(members, "supersededBy"), text(members, "seenInUrlAt"),
                text(members, "refusedAt"), text(members, "refusedFrom"));
    }

    private static String text(Map<String, String> members, String name) {
        return members.containsKey(name) ? '"' + members.get(name) + '"' : "null";
    }

    private static String events() {
        return """
                {"events":[{"type":"denied","at":"%s","actor":null,"address":"2001:db8::17","detail":"expired"},
                {"type":"changed","at":"%s","actor":"<b>alice</b>","address":"192.0.2.7","detail":"name"},
                {"type":"something_new","at":"%s","actor":null,"address":null,"detail":null}]}"""
                .formatted(Instant.now(), Instant.now().minusSeconds(90), Instant.now().minusSeconds(900));
    }
}
