package io.github.postern.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of())) {
            Path webXml = zip.getPath("/WEB-INF/web.xml");
            Files.writeString(webXml, Files.readString(webXml).replace("</display-name>", "</display-name>" + parameters));
        }
        return war;
    }
}
