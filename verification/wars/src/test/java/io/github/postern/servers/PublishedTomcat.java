package io.github.postern.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration that the operator of a Tomcat writes beside an application, not into it. */
final class PublishedTomcat {

  private PublishedTomcat() {}

  static AppServer prepare(Class<?> test) throws IOException {
    return new Tomcat(System.getProperty("tomcat-11.version"), "EE 11", test.getSimpleName());
  }

  /** Writes who carol is, for this application. */
  static void realm(AppServer server, String application, String role) throws IOException {
    Path people = users(server.base.resolve("people-" + application + ".xml"), role);
    context(
        server,
        application,
        "<Realm className=\"org.apache.catalina.realm.MemoryRealm\" pathname=\"" + people + "\"/>");
  }

  /** Writes a file in the format of tomcat-users.xml. */
  static Path users(Path file, String role) throws IOException {
    return Files.writeString(
        file,
        "<tomcat-users xmlns=\"http://tomcat.apache.org/xml\">\n<role rolename=\""
            + role
            + "\"/>\n<user username=\"carol\" password=\"carol-pw\" roles=\""
            + role
            + "\"/>\n</tomcat-users>\n");
  }

  /** Writes the context of an application. */
  static void context(AppServer server, String application, String content) throws IOException {
    Path directory = Files.createDirectories(server.base.resolve("conf/Catalina/localhost"));
    Files.writeString(
        directory.resolve(application + ".xml"), "<Context>" + content + "</Context>\n");
  }

  /** Writes bin/setenv.sh, which catalina.sh reads. */
  static void environment(AppServer server, String name, String value) throws IOException {
    Path directory = Files.createDirectories(server.base.resolve("bin"));
    Files.writeString(directory.resolve("setenv.sh"), "export " + name + "='" + value + "'\n");
  }
}
