package io.github.postern.manage;

import io.github.postern.http.Problem;
import io.github.postern.key.KeyId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which call does what: the paths of {@code openapi.yaml}. */
final class Routes {

    private final OwnKeys own;
    private final AdminKeys admin;
    private final AdminLists lists;
    private final AdminOwners owners;

    Routes(OwnKeys own, AdminKeys admin, AdminLists lists, AdminOwners owners) {
        this.own = own;
        this.admin = admin;
        this.lists = lists;
        this.owners = owners;
    }

    Reply answer(Call call) throws IOException, BadRequestException {
        List<String> path = call.path();
        String first = path.isEmpty() ? "" : path.get(0);
        return switch (first) {
            case "policy" -> path.size() == 1 ? policy(call) : Reply.problem(Problems.noSuchPath());
            case "keys" -> keys(call);
            case "admin" -> admin(call);
            default -> Reply.problem(Problems.noSuchPath());
        };
    }

    private Reply policy(Call call) throws BadRequestException {
        return isRead(call) ? own.policy(call) : wrongMethod("GET");
    }

    private Reply keys(Call call) throws IOException, BadRequestException {
        int size = call.path().size();
        if (size == 1) {
            return switch (call.method()) {
                case "GET", "HEAD" -> own.list(call);
                case "POST" -> own.create(call);
                case "DELETE" -> own.deleteAll(call);
                default -> wrongMethod("GET, POST, DELETE");
            };
        }
        if (size == 2 && call.path().get(1).equals("revoke")) {
            return call.method().equals("POST") ? own.revokeByValue(call) : wrongMethod("POST");
        }
        Optional<KeyId> id = call.id(1);
        if (id.isEmpty()) {
            return Reply.problem(Problems.notFound());
        }
        return size == 2 ? key(call, id.get()) : size == 3 ? action(call, id.get())
                : Reply.problem(Problems.noSuchPath());
    }

    private Reply key(Call call, KeyId id) throws IOException, BadRequestException {
        return switch (call.method()) {
            case "GET", "HEAD" -> own.show(call, id);
            case "PATCH" -> own.edit(call, id);
            case "DELETE" -> own.delete(call, id);
            default -> wrongMethod("GET, PATCH, DELETE");
        };
    }

    private Reply action(Call call, KeyId id) throws IOException, BadRequestException {
        String action = call.path().get(2);
        if (action.equals("events")) {
            return isRead(call) ? own.events(call, id) : wrongMethod("GET");
        }
        if (!Set.of("rotate", "reveal", "confirm").contains(action)) {
            return Reply.problem(Problems.noSuchPath());
        }
        if (!call.method().equals("POST")) {
            return wrongMethod("POST");
        }
        return switch (action) {
            case "rotate" -> own.rotate(call, id);
            case "reveal" -> own.reveal(call, id);
            default -> own.confirm(call, id);
        };
    }

    private Reply admin(Call call) throws IOException, BadRequestException {
        List<String> path = call.path().subList(1, call.path().size());
        if (path.equals(List.of("keys"))) {
            return isRead(call) ? lists.list(call) : wrongMethod("GET");
        }
        if (path.equals(List.of("statistics"))) {
            return isRead(call) ? lists.statistics(call) : wrongMethod("GET");
        }
        if (path.equals(List.of("revocations"))) {
            return call.method().equals("POST") ? lists.revoke(call) : wrongMethod("POST");
        }
        if (path.size() == 2 && path.get(0).equals("owners")) {
            return isRead(call) ? owners.show(call, path.get(1)) : wrongMethod("GET");
        }
        if (path.size() == 3 && path.get(0).equals("owners") && path.get(2).equals("keys")) {
            return switch (call.method()) {
                case "POST" -> admin.create(call, path.get(1));
                case "DELETE" -> admin.deleteAll(call, path.get(1));
                default -> wrongMethod("POST, DELETE");
            };
        }
        Optional<KeyId> id = path.size() >= 2 && path.get(0).equals("keys") ? call.id(2) : Optional.empty();
        if (id.isEmpty() || path.size() > 3) {
            return Reply.problem(Problems.notAdministered());
        }
        return path.size() == 3 ? adminAction(call, id.get(), path.get(2)) : switch (call.method()) {
            case "GET", "HEAD" -> admin.show(call, id.get());
            case "PATCH" -> admin.edit(call, id.get());
            case "DELETE" -> admin.delete(call, id.get());
            default -> wrongMethod("GET, PATCH, DELETE");
        };
    }

    private Reply adminAction(Call call, KeyId id, String action) throws IOException, BadRequestException {
        if (action.equals("events")) {
            return isRead(call) ? admin.events(call, id) : wrongMethod("GET");
        }
        if (!Set.of("rotate", "reveal", "approve").contains(action)) {
            return Reply.problem(Problems.noSuchPath());
        }
        if (!call.method().equals("POST")) {
            return wrongMethod("POST");
        }
        return switch (action) {
            case "rotate" -> admin.rotate(call, id);
            case "reveal" -> admin.reveal(call, id);
            default -> admin.approve(call, id);
        };
    }

    private static boolean isRead(Call call) {
        return call.method().equals("GET") || call.method().equals("HEAD");
    }

    static Reply wrongMethod(String allowed) {
        return Reply.notAllowed(allowed, new Problem(405, "method-not-allowed", "Not with this method",
                "This path takes " + allowed + "."));
    }
}
