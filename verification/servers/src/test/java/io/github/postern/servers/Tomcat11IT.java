package io.github.postern.servers;

import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** Apache Tomcat 11. */
@Tag(OnServer.RELATIVE)
class Tomcat11IT extends ServerContract {

  @Override
  AppServer prepare() throws IOException {
    return new Tomcat(
        System.getProperty("tomcat-11.version"), "EE 11", getClass().getSimpleName());
  }
}
