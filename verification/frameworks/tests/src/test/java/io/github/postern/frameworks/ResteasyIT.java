package io.github.postern.frameworks;

/** Jakarta REST by RESTEasy 6.2. */
class ResteasyIT extends RestContract {

  ResteasyIT() {
    super("resteasy");
  }
}
