package io.github.postern.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stranger's WAR with Postern in it. */
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

    private Wars() {
    }

    /** Returns the WAR with these settings beside the usual ones. */
    static Path grafted(String name, Map<String, String> settings) throws IOException {
        Map<String, String> all = new TreeMap<>(SETTINGS);
        all.putAll(settings);
        Path war = Files.createDirectories(TARGET.resolve("wars")).resolve(name + ".war");
        Files.copy(TARGET.resolve("stranger.war"), war, StandardCopyOption.REPLACE_EXISTING);
        String parameters = all.entrySet().stream().map(setting -> "<context-param><param-name>" + setting.getKey()
                + "</param-name><param-value>" + setting.getValue() + "</param-value></context-param>")
                .collect(Collectors.joining("\n  "));
        try (FileSystem zip = open(war)) {
            Path webXml = zip.getPath("/WEB-INF/web.xml");
            Files.writeString(webXml, Files.readString(webXml).replace("</display-name>", "</display-name>" + parameters));
        }
        return war;
    }

    /** Returns the WAR with H2 in it. */
    static Path withDriver(String name, Map<String, String> settings) throws IOException {
        return changed(grafted(name, settings), jar -> false, "h2");
    }

    /** Returns the WAR with Hibernate in the place of EclipseLink. */
    static Path withHibernate(String name, Map<String, String> settings) throws IOException {
        return changed(grafted(name, settings), Wars::isEclipseLink, "hibernate");
    }

    /** Returns the WAR without a provider of Jakarta Persistence. */
    static Path withoutProvider(String name, Map<String, String> settings) throws IOException {
        return changed(grafted(name, settings), Wars::isEclipseLink, "");
    }

    private static boolean isEclipseLink(String jar) {
        return jar.startsWith("org.eclipse.persistence.");
    }

    /** Takes jars out of WEB-INF/lib and puts the jars of a directory of target/libraries in. */
    private static Path changed(Path war, Predicate<String> out, String in) throws IOException {
        try (FileSystem zip = open(war)) {
            Path lib = zip.getPath("/WEB-INF/lib");
            for (Path jar : list(lib)) {
                if (out.test(jar.getFileName().toString())) {
                    Files.delete(jar);
                }
            }
            for (Path jar : in.isEmpty() ? List.<Path>of() : list(TARGET.resolve("libraries").resolve(in))) {
                Files.copy(jar, lib.resolve(jar.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return war;
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static FileSystem open(Path war) throws IOException {
        return FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of());
    }
}
