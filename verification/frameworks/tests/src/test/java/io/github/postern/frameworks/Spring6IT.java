package io.github.postern.frameworks;

/** Spring MVC 6 with Spring Security 6. */
class Spring6IT extends SpringContract {

  Spring6IT() {
    super("spring-6");
  }
}
