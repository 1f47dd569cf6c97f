package io.github.postern.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The stranger's WAR with Postern in it, by {@code postern-cli graft}: the file is the same on
 * every server.
 */
final class Wars {

  /** The settings of the stranger's administrator. */
  private static final Map<String, String> SETTINGS = Map.of(
      "postern.prefix", "shop",
      "postern.login", "session",
      "postern.login.user", "user",
      "postern.login.roles", "roles",
      "postern.admin-roles", "admin",
      "postern.required-paths", "/batch/*",
      "postern.scopes", "read: GET,HEAD /who; open: GET,HEAD /open/*");

  private static final String EARLY = """
            <filter>
              <filter-name>early</filter-name>
              <filter-class>stranger.EarlyFilter</filter-class>
              <async-supported>true</async-supported>
            </filter>
            <filter-mapping>
              <filter-name>early</filter-name>
              <url-pattern>/early/*</url-pattern>
              <url-pattern>/asked/*</url-pattern>
            </filter-mapping>
            """;

  private static final Path TARGET = Path.of(System.getProperty("servers.target"));

  /** Tests run in several JVMs, and each makes its own. */
  private static final Path MADE =
      TARGET.resolve("wars").resolve(System.getProperty("tests.fork", "fork-1"));

  /** How each was made that is there. */
  private static final Map<Path, List<String>> DONE = new HashMap<>();

  private Wars() {}

  /** Returns the WAR as the stranger has it. */
  static Path plain() {
    return TARGET.resolve("stranger.war");
  }

  /**
   * Returns the WAR with these settings beside the usual ones, of which an empty value takes one
   * away.
   */
  static Path grafted(String name, Map<String, String> settings) throws IOException {
    return graft(name, settings, List.of());
  }

  /** Returns the WAR with the filter declared in {@code web.xml}, before all others there. */
  static Path declared(String name) throws IOException {
    return graft(name, Map.of(), List.of("--filter", "declared", "--accept-websockets"));
  }

  /**
   * Returns the WAR with the filter declared behind one that keeps what it can; a session beside a
   * key is not refused.
   */
  static Path behind(String name) throws IOException {
    Path war = graft(
        name,
        Map.of("postern.key-beside-session", "ignore"),
        List.of("--filter", "declared", "--accept-websockets"));
    try (FileSystem zip = open(war)) {
      Path descriptor = zip.getPath("/WEB-INF/web.xml");
      String text = Files.readString(descriptor);
      if (!text.contains("EarlyFilter")) {
        Files.writeString(
            descriptor, text.replaceFirst("<filter-mapping>", EARLY + "<filter-mapping>"));
      }
    }
    return war;
  }

  /** Returns the WAR without Postern, behind the same filter. */
  static Path bare(String name) throws IOException {
    Path war = Files.createDirectories(MADE).resolve(name + ".war");
    Files.copy(TARGET.resolve("stranger.war"), war, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem zip = open(war)) {
      Path descriptor = zip.getPath("/WEB-INF/web.xml");
      String text = Files.readString(descriptor);
      Files.writeString(
          descriptor, text.replaceFirst("<(filter-mapping|servlet)>", EARLY + "<$1>"));
    }
    return war;
  }

  /**
   * Returns the WAR where Tomcat lets it see other applications; a session beside a key is not
   * refused.
   */
  static Path across(String name) throws IOException {
    Path war = grafted(name, Map.of("postern.key-beside-session", "ignore"));
    try (FileSystem zip = open(war)) {
      Files.createDirectories(zip.getPath("/META-INF"));
      Files.writeString(zip.getPath("/META-INF/context.xml"), "<Context crossContext=\"true\"/>");
    }
    return war;
  }

  /** Returns the WAR with H2 in it. */
  static Path withDriver(String name, Map<String, String> settings) throws IOException {
    return graft(name, settings, added("h2"));
  }

  /** Returns the WAR with Hibernate in the place of EclipseLink. */
  static Path withHibernate(String name, Map<String, String> settings) throws IOException {
    List<String> options = new ArrayList<>(added("hibernate"));
    options.addAll(List.of("--without", "eclipselink"));
    return graft(name, settings, options);
  }

  /**
   * Returns the WAR without a provider of Jakarta Persistence, and with the file that lets it see
   * the one of WildFly.
   */
  static Path withoutProvider(String name, Map<String, String> settings) throws IOException {
    return withoutProvider(name, settings, List.of());
  }

  /** Returns the same with H2 in it. */
  static Path withDriverAlone(String name, Map<String, String> settings) throws IOException {
    return withoutProvider(name, settings, added("h2"));
  }

  private static Path withoutProvider(String name, Map<String, String> settings, List<String> added)
      throws IOException {
    List<String> options = new ArrayList<>(added);
    options.addAll(List.of("--without", "eclipselink"));
    Path war = graft(name, settings, options);
    try (FileSystem zip = open(war)) {
      Files.writeString(zip.getPath("/WEB-INF/jboss-deployment-structure.xml"), """
                    <jboss-deployment-structure>
                      <deployment>
                        <dependencies>
                          <module name="org.hibernate" services="import"/>
                        </dependencies>
                      </deployment>
                    </jboss-deployment-structure>
                    """);
    }
    return war;
  }

  /** Returns the WAR with the jar of Postern in it twice. */
  static Path withSecondPostern(String name) throws IOException {
    Path war = graft(name, Map.of(), List.of());
    try (FileSystem zip = open(war);
        Stream<Path> jars = Files.list(zip.getPath("/WEB-INF/lib"))) {
      Path jar = jars.filter(file -> file.getFileName().toString().startsWith("postern-"))
          .findFirst()
          .orElseThrow();
      Files.copy(
          jar, zip.getPath("/WEB-INF/lib/postern-0.0.9.jar"), StandardCopyOption.REPLACE_EXISTING);
    }
    return war;
  }

  /**
   * Returns a WAR as somebody may have it on a server of Java EE: files and no class. {@code graft}
   * refuses such WARs, so the jars of Postern are put in by hand.
   */
  static Path ofJavaEe(String name, boolean withPostern) throws IOException {
    Path grafted = grafted("old", Map.of());
    Path war = Files.createDirectories(MADE).resolve(name + ".war");
    Files.deleteIfExists(war);
    try (FileSystem from = open(grafted);
        FileSystem to =
            FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of("create", "true"))) {
      Files.createDirectories(to.getPath("/WEB-INF/lib"));
      Files.createDirectories(to.getPath("/batch"));
      Files.writeString(
          to.getPath("/WEB-INF/web.xml"),
          "<web-app xmlns=\"http://xmlns.jcp.org/xml/ns/javaee\"" + " version=\"4.0\"/>");
      Files.writeString(to.getPath("/ping"), name);
      Files.writeString(to.getPath("/batch/secret.txt"), "PROTECTED");
      try (Stream<Path> jars = Files.list(from.getPath("/WEB-INF/lib"))) {
        for (Path jar : withPostern ? jars.toList() : List.<Path>of()) {
          Files.copy(jar, to.getPath("/WEB-INF/lib", jar.getFileName().toString()));
        }
      }
    }
    return war;
  }

  private static FileSystem open(Path war) throws IOException {
    return FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of());
  }

  /** Returns the WAR that the container guards, with these options. */
  static Path guarded(String name, String... options) throws IOException {
    return graft(name, "stranger-guarded.war", Map.of("postern.prefix", "vault"), List.of(options));
  }

  /** Returns the WAR that the container guards, as its stranger has it. */
  static Path guardedWithoutPostern() {
    return TARGET.resolve("stranger-guarded.war");
  }

  /**
   * Returns the WAR that logs people in by Jakarta Security, where the container is to know of
   * keys.
   */
  static Path secured(String name) throws IOException {
    return graft(
        name,
        "stranger-secured.war",
        Map.of("postern.prefix", "secured", "postern.authentication", "container"),
        List.of());
  }

  /**
   * Returns it without what logs people in, so that keys have nothing that they could stand before.
   */
  static Path securedByNothing(String name) throws IOException {
    Path war = secured(name);
    try (FileSystem zip = open(war)) {
      Files.deleteIfExists(zip.getPath("/WEB-INF/classes/stranger/secured/Users.class"));
    }
    return war;
  }

  /** Returns the WAR that logs people in by Jakarta Security as its stranger has it. */
  static Path securedWithoutPostern() {
    return TARGET.resolve("stranger-secured.war");
  }

  /**
   * Returns it without Postern, and with another mechanism that stands before its own by the rules
   * of CDI.
   */
  static Path securedByAnother(String name) throws IOException {
    Path war = Files.createDirectories(MADE).resolve(name + ".war");
    Files.copy(securedWithoutPostern(), war, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem zip = open(war)) {
      addAnother(zip);
      Files.writeString(
          zip.getPath("/WEB-INF/beans.xml"),
          "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\""
              + " version=\"4.0\" bean-discovery-mode=\"annotated\"/>");
    }
    return war;
  }

  /**
   * Returns it with Postern, and with another mechanism beside its own, so that keys do not know
   * before which to stand.
   */
  static Path securedByTwo(String name) throws IOException {
    Path war = secured(name);
    try (FileSystem zip = open(war)) {
      addAnother(zip);
    }
    return war;
  }

  private static void addAnother(FileSystem zip) throws IOException {
    Files.createDirectories(zip.getPath("/WEB-INF/classes/stranger/alternative"));
    for (String type :
        List.of("stranger/alternative/Everybody.class", "stranger/alternative/Putting.class")) {
      Files.copy(
          TARGET.resolve("classes").resolve(type),
          zip.getPath("/WEB-INF/classes/" + type),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Path services = Files.createDirectories(zip.getPath("/WEB-INF/classes/META-INF/services"));
    Files.writeString(
        services.resolve("jakarta.enterprise.inject.spi.Extension"),
        "\nstranger.alternative.Putting\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /**
   * Returns the WAR that logs people in by Jakarta Security, where the filter keeps the
   * constraints.
   */
  static Path securedByTheFilter(String name) throws IOException {
    return graft(
        name,
        "stranger-secured.war",
        Map.of("postern.prefix", "secured"),
        List.of("--move-constraints"));
  }

  private static List<String> added(String libraries) throws IOException {
    List<String> options = new ArrayList<>();
    try (Stream<Path> jars = Files.list(TARGET.resolve("libraries").resolve(libraries))) {
      jars.sorted().forEach(jar -> options.addAll(List.of("--add", jar.toString())));
    }
    return options;
  }

  private static Path graft(String name, Map<String, String> settings, List<String> options)
      throws IOException {
    Map<String, String> all = new TreeMap<>(SETTINGS);
    all.putAll(settings);
    all.values().removeIf(String::isEmpty);
    return graft(name, "stranger.war", all, options);
  }

  private static synchronized Path graft(
      String name, String from, Map<String, String> all, List<String> options) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin/java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-jar",
        TARGET.resolve("postern-cli.jar").toString(),
        "graft",
        TARGET.resolve(from).toString()));
    command.addAll(options);
    if (all.containsKey("postern.jdbc-url")) {
      command.add("--allow-secrets"); // it might hold a password; this has none
    }
    all.forEach((setting, value) -> command.addAll(List.of("--set", setting + "=" + value)));
    Path war = Files.createDirectories(MADE).resolve(name + ".war");
    command.addAll(List.of("--force", "--output", war.toString()));
    if (!command.equals(DONE.put(war, command))) {
      ServerProcess.run(command, TARGET, Map.of());
    }
    return war;
  }
}
