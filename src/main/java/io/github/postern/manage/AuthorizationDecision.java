package io.github.postern.manage;

import io.github.postern.http.Problem;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether somebody may do something with a key. Immutable.
 *
 * @param answer what came out
 * @param detail why not, for people; empty where that is not said
 */
record AuthorizationDecision(Result answer, String detail) {

  /** The possible results. */
  enum Result {
    /** It may be done. */
    ALLOWED,
    /** The caller knows of the key, and may not do this. */
    REFUSED,
    /** For this caller there is no such key. */
    UNSEEN
  }

  static final AuthorizationDecision ALLOWED = new AuthorizationDecision(Result.ALLOWED, "");
  static final AuthorizationDecision UNSEEN = new AuthorizationDecision(Result.UNSEEN, "");

  /** Creates a decision. */
  AuthorizationDecision {
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(detail, "detail");
  }

  static AuthorizationDecision refused(String detail) {
    return new AuthorizationDecision(Result.REFUSED, detail);
  }

  boolean allowed() {
    return answer == Result.ALLOWED;
  }

  boolean unseen() {
    return answer == Result.UNSEEN;
  }

  /** Returns the next decision if this one allows. */
  AuthorizationDecision and(Supplier<AuthorizationDecision> next) {
    return allowed() ? next.get() : this;
  }

  /**
   * Returns the answer of a call that may not be done; empty if it may.
   *
   * @param absence what is said to somebody for whom there is nothing
   */
  Optional<ApiResponse> refusal(Problem absence) {
    return switch (answer) {
      case ALLOWED -> Optional.empty();
      case REFUSED -> Optional.of(ApiResponse.problem(Problems.forbidden(detail)));
      case UNSEEN -> Optional.of(ApiResponse.problem(absence));
    };
  }

  /** As {@link #refusal(Problem)} about a key. */
  Optional<ApiResponse> refusal() {
    return refusal(Problems.notFound());
  }
}
