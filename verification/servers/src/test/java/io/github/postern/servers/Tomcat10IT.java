package io.github.postern.servers;

import java.io.IOException;

/** Apache Tomcat 10.1. */
class Tomcat10IT extends ServerContract {

  @Override
  AppServer prepare() throws IOException {
    return new Tomcat(
        System.getProperty("tomcat-10.version"), "EE 10", getClass().getSimpleName());
  }
}
