package io.github.postern.frameworks;

/** Jakarta REST by Jersey 3.1. */
class JerseyIT extends RestContract {

  JerseyIT() {
    super("jersey");
  }
}
