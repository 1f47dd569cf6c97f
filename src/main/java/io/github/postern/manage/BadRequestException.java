package io.github.postern.manage;

import io.github.postern.http.Problem;

/**
 * Something was sent that cannot be read. Knows the answer; carries no stack trace because it is no
 * bug.
 */
final class BadRequestException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  BadRequestException(String detail) {
    this(new Problem(400, "invalid-request", "The request cannot be read", detail));
  }

  BadRequestException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
