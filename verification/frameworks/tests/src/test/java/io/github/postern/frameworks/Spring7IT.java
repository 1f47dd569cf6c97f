package io.github.postern.frameworks;

/** Spring MVC 7 with Spring Security 7. */
class Spring7IT extends SpringContract {

  Spring7IT() {
    super("spring-7");
  }
}
