package io.github.postern.servers;

import java.io.IOException;

/** Apache Tomcat 11. */
class Tomcat11IT extends ServerContract {

    @Override
    AppServer prepare() throws IOException {
        return new Tomcat(System.getProperty("tomcat-11.version"), "EE 11", getClass().getSimpleName());
    }
}
