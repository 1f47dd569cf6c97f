package io.github.postern.manage;

import io.github.postern.http.Problem;
import io.github.postern.key.KeyId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which call does what: the paths of {@code openapi.yaml}. */
final class Routes {

  private final OwnKeysResource own;
  private final AdminKeysResource admin;
  private final AdminListsResource lists;
  private final AdminOwnersResource owners;

  Routes(
      OwnKeysResource own,
      AdminKeysResource admin,
      AdminListsResource lists,
      AdminOwnersResource owners) {
    this.own = own;
    this.admin = admin;
    this.lists = lists;
    this.owners = owners;
  }

  ApiResponse answer(ApiCall call) throws IOException, BadRequestException {
    List<String> path = call.path();
    String first = path.isEmpty() ? "" : path.get(0);
    return switch (first) {
      case "policy" -> path.size() == 1 ? policy(call) : ApiResponse.problem(Problems.noSuchPath());
      case "keys" -> keys(call);
      case "admin" -> admin(call);
      default -> ApiResponse.problem(Problems.noSuchPath());
    };
  }

  private ApiResponse policy(ApiCall call) throws BadRequestException {
    return isRead(call) ? own.policy(call) : wrongMethod("GET");
  }

  private ApiResponse keys(ApiCall call) throws IOException, BadRequestException {
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
      return ApiResponse.problem(Problems.notFound());
    }
    return size == 2
        ? key(call, id.get())
        : size == 3 ? action(call, id.get()) : ApiResponse.problem(Problems.noSuchPath());
  }

  private ApiResponse key(ApiCall call, KeyId id) throws IOException, BadRequestException {
    return switch (call.method()) {
      case "GET", "HEAD" -> own.show(call, id);
      case "PATCH" -> own.edit(call, id);
      case "DELETE" -> own.delete(call, id);
      default -> wrongMethod("GET, PATCH, DELETE");
    };
  }

  private ApiResponse action(ApiCall call, KeyId id) throws IOException, BadRequestException {
    String action = call.path().get(2);
    if (action.equals("events")) {
      return isRead(call) ? own.events(call, id) : wrongMethod("GET");
    }
    if (!Set.of("rotate", "reveal", "confirm").contains(action)) {
      return ApiResponse.problem(Problems.noSuchPath());
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

  private ApiResponse admin(ApiCall call) throws IOException, BadRequestException {
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
    Optional<KeyId> id =
        path.size() >= 2 && path.get(0).equals("keys") ? call.id(2) : Optional.empty();
    if (id.isEmpty() || path.size() > 3) {
      return ApiResponse.problem(Problems.notAdministered());
    }
    return path.size() == 3
        ? adminAction(call, id.get(), path.get(2))
        : switch (call.method()) {
          case "GET", "HEAD" -> admin.show(call, id.get());
          case "PATCH" -> admin.edit(call, id.get());
          case "DELETE" -> admin.delete(call, id.get());
          default -> wrongMethod("GET, PATCH, DELETE");
        };
  }

  private ApiResponse adminAction(ApiCall call, KeyId id, String action)
      throws IOException, BadRequestException {
    if (action.equals("events")) {
      return isRead(call) ? admin.events(call, id) : wrongMethod("GET");
    }
    if (!Set.of("rotate", "reveal", "approve").contains(action)) {
      return ApiResponse.problem(Problems.noSuchPath());
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

  private static boolean isRead(ApiCall call) {
    return call.method().equals("GET") || call.method().equals("HEAD");
  }

  static ApiResponse wrongMethod(String allowed) {
    return ApiResponse.notAllowed(
        allowed,
        new Problem(
            405, "method-not-allowed", "Not with this method", "This path takes " + allowed + "."));
  }
}
