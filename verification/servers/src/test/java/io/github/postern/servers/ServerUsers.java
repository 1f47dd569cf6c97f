package io.github.postern.servers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** A user of the server itself, written in the format of each server. */
record ServerUsers(String name, String password, List<String> roles) {

  /**
   * alice is a user, bob an administrator too, and carol an administrator whom an application may
   * take for a user.
   */
  static final List<ServerUsers> ALL = List.of(
      new ServerUsers("alice", "alice-1", List.of("user")),
      new ServerUsers("bob", "bob-1", List.of("user", "admin")),
      new ServerUsers("carol", "another", List.of("admin")));

  static String tomcatUsers() {
    return "<tomcat-users><role rolename=\"user\"/><role rolename=\"admin\"/>"
        + ALL.stream()
            .map(person -> "<user username=\""
                + person.name
                + "\" password=\""
                + person.password
                + "\" roles=\""
                + String.join(",", person.roles)
                + "\"/>")
            .collect(Collectors.joining())
        + "</tomcat-users>";
  }

  static String libertyRegistry() {
    return "<basicRegistry realm=\"file\">"
        + ALL.stream()
            .map(person ->
                "<user name=\"" + person.name + "\" password=\"" + person.password + "\"/>")
            .collect(Collectors.joining())
        + "<group name=\"user\"><member name=\"alice\"/><member"
        + " name=\"bob\"/></group><group name=\"admin\"><member name=\"bob\"/><member"
        + " name=\"carol\"/></group></basicRegistry>";
  }

  static String wildflyUsers() {
    return ALL.stream()
        .map(person ->
            person.name + "=" + md5(person.name + ":ApplicationRealm:" + person.password) + "\n")
        .collect(Collectors.joining());
  }

  static String wildflyRoles() {
    return ALL.stream()
        .map(person -> person.name + "=" + String.join(",", person.roles) + "\n")
        .collect(Collectors.joining());
  }

  static String jettyRealm() {
    return """
        <?xml version="1.0"?>
        <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
        <Configure id="Server" class="org.eclipse.jetty.server.Server"><Call name="addBean"><Arg>
        <New class="org.eclipse.jetty.security.HashLoginService"><Set name="name">file</Set><Set name="userStore">
        <New class="org.eclipse.jetty.security.UserStore">
        """
        + ALL.stream()
            .map(person -> "<Call name=\"addUser\"><Arg>"
                + person.name
                + "</Arg><Arg><New"
                + " class=\"org.eclipse.jetty.util.security.Password\"><Arg>"
                + person.password
                + "</Arg></New></Arg><Arg>"
                + "<Array type=\"String\">"
                + person.roles.stream()
                    .map(role -> "<Item>" + role + "</Item>")
                    .collect(Collectors.joining())
                + "</Array></Arg></Call>")
            .collect(Collectors.joining())
        + "</New></Set></New></Arg></Call></Configure>";
  }

  /** That is how WildFly's file has it. */
  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
