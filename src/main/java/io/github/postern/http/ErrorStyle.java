package io.github.postern.http;

import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * How a refusal looks. The problem is the same; clients that were written for a product expect the
 * body and sometimes the status of that product.
 */
public enum ErrorStyle {

  /** {@code application/problem+json} (RFC 9457). */
  PROBLEM("application/problem+json") {
    @Override
    JsonObject body(Problem problem) {
      return problem.json();
    }
  },

  /**
   * TheHive Cortex: {@code type} and {@code message}, one text for whatever is wrong with a
   * credential.
   */
  CORTEX("application/json") {
    @Override
    JsonObject body(Problem problem) {
      String type = switch (status(problem)) {
        case 400 -> "BadRequest";
        case 401 -> "AuthenticationError";
        case 403 -> "AuthorizationError";
        case 404 -> "NotFoundError";
        default -> "InternalError";
      };
      String message = problem.status() == 401 ? "Authentication failure" : problem.detail();
      return JsonResponse.JSON
          .createObjectBuilder()
          .add("type", type)
          .add("message", message)
          .build();
    }

    /** Every problem with a credential has one answer there. */
    @Override
    public Problem malformed(Problem problem) {
      return new Problem(401, problem.code(), problem.title(), problem.detail());
    }

    /** It has no 404 for a key: a key is a part of its user there. */
    @Override
    int status(Problem problem) {
      return problem.code().equals("no-key") ? 400 : problem.status();
    }
  },

  /** Cohesity: {@code errorCode} and a {@code message} that speaks of the API key. */
  COHESITY("application/json") {
    @Override
    JsonObject body(Problem problem) {
      String code = switch (problem.status()) {
        case 401 -> "KStatusUnauthorized";
        case 403 -> "KStatusPermissionDenied";
        case 404 -> "KStatusNotFound";
        case 429 -> "KStatusTooManyRequests";
        case 503 -> "KStatusUnavailable";
        default -> "KStatusInvalidArgument";
      };
      String message =
          problem.code().equals("invalid-token") ? "API Key does not exist" : problem.detail();
      return JsonResponse.JSON
          .createObjectBuilder()
          .add("errorCode", code)
          .add("message", message)
          .build();
    }
  },

  /** DataOS: 403 in place of 401, and a {@code message}. */
  DATAOS("application/json") {
    @Override
    JsonObject body(Problem problem) {
      String message = switch (problem.code()) {
        case "key-required" -> "Authorization header isn't set";
        case "invalid-token" -> "Invalid token";
        default -> problem.detail();
      };
      return JsonResponse.JSON.createObjectBuilder().add("message", message).build();
    }

    @Override
    int status(Problem problem) {
      return OF_CREDENTIALS.contains(problem.code()) ? 403 : problem.status();
    }
  };

  private static final String CODE_HEADER = "Postern-Problem";
  private static final Set<String> OF_CREDENTIALS = Set.of("key-required", "invalid-token");

  private final String mediaType;

  ErrorStyle(String mediaType) {
    this.mediaType = mediaType;
  }

  /** Writes a problem as the whole answer. Does nothing if the answer has already begun. */
  public void write(HttpServletResponse response, Problem problem) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(status(problem));
    response.setHeader("Cache-Control", "private, no-store");
    if (this != PROBLEM) {
      response.setHeader(
          CODE_HEADER,
          problem.code()); // which the body of another product's style has no place for
    }
    JsonResponse.write(response, mediaType, body(problem));
  }

  abstract JsonObject body(Problem problem);

  /**
   * Returns how a credential that cannot be read is answered, which is otherwise a bad request (RFC
   * 6750 section 3.1).
   */
  public Problem malformed(Problem problem) {
    return problem;
  }

  int status(Problem problem) {
    return problem.status();
  }
}
