package io.github.postern.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The stranger's WAR with Postern in it, by {@code postern graft}: the file is the same on every server. */
final class Wars {

    /** What the stranger's administrator wrote down. */
    private static final Map<String, String> SETTINGS = Map.of(
            "postern.prefix", "shop",
            "postern.login", "session",
            "postern.login.user", "user",
            "postern.login.roles", "roles",
            "postern.admin-roles", "admin",
            "postern.required-paths", "/batch/*",
            "postern.scopes", "read: GET,HEAD /who; open: GET,HEAD /open/*");

    private static final Path TARGET = Path.of(System.getProperty("servers.target"));
    /** By what was asked for. */
    private static final Map<List<String>, Path> DONE = new HashMap<>();

    private Wars() {
    }

    /** Returns the WAR with these settings beside the usual ones. */
    static Path grafted(String name, Map<String, String> settings) throws IOException {
        return graft(name, settings, List.of());
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

    /** Returns the WAR without a provider of Jakarta Persistence. */
    static Path withoutProvider(String name, Map<String, String> settings) throws IOException {
        return graft(name, settings, List.of("--without", "eclipselink"));
    }

    /** Returns the WAR that the container guards, with these options. */
    static Path guarded(String name, String... options) throws IOException {
        return graft(name, "stranger-guarded.war", Map.of("postern.prefix", "vault"), List.of(options));
    }

    private static List<String> added(String libraries) throws IOException {
        List<String> options = new ArrayList<>();
        try (Stream<Path> jars = Files.list(TARGET.resolve("libraries").resolve(libraries))) {
            jars.sorted().forEach(jar -> options.addAll(List.of("--add", jar.toString())));
        }
        return options;
    }

    private static Path graft(String name, Map<String, String> settings, List<String> options) throws IOException {
        Map<String, String> all = new TreeMap<>(SETTINGS);
        all.putAll(settings);
        return graft(name, "stranger.war", all, options);
    }

    private static synchronized Path graft(String name, String war, Map<String, String> all, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-jar", TARGET.resolve("postern-cli.jar").toString(), "graft", TARGET.resolve(war).toString()));
        command.addAll(options);
        if (all.containsKey("postern.jdbc-url")) {
            command.add("--allow-secrets"); // it might hold a password; this has none
        }
        all.forEach((setting, value) -> command.addAll(List.of("--set", setting + "=" + value)));
        Path done = DONE.get(command);
        if (done == null) {
            done = Files.createDirectories(TARGET.resolve("wars")).resolve(name + "-" + DONE.size() + ".war");
            List<String> complete = new ArrayList<>(command);
            complete.addAll(List.of("--force", "--output", done.toString()));
            ServerProcess.run(complete, TARGET, Map.of());
            DONE.put(command, done);
        }
        return done;
    }
}
