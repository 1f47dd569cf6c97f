package io.github.postern.cli.graft;

import io.github.postern.cli.war.WarFile;
import io.github.postern.cli.war.WebXml;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Names the library's CDI extension in an application that logs people in by Jakarta Security, where the container is to
 * know of keys: the extension puts keys before the application's own mechanism.
 */
final class Mechanism {

    /** Where an application names its extensions. */
    static final String PATH = "WEB-INF/classes/META-INF/services/jakarta.enterprise.inject.spi.Extension";
    /** What classes use that log people in by Jakarta Security. */
    static final String USE = "HttpAuthenticationMechanism";

    private static final String SETTING = "postern.authentication";
    private static final String EXTENSION = "io.github.postern.container.KeyMechanismExtension";

    private Mechanism() {
    }

    /** Returns the file, if one has to be written. */
    static Optional<byte[]> of(WarFile war, Optional<WebXml> webXml, GraftRequest request) {
        String authentication = request.settings().getOrDefault(SETTING,
                webXml.map(WebXml::parameters).orElse(Map.of()).getOrDefault(SETTING, ""));
        if (!authentication.equals("container") || war.code().noneMatch(library -> library.uses().contains(USE))) {
            return Optional.empty();
        }
        String present = new String(war.descriptors().getOrDefault(PATH, new byte[0]), StandardCharsets.UTF_8);
        if (present.lines().map(String::strip).anyMatch(EXTENSION::equals)) {
            return Optional.empty();
        }
        String separator = present.isEmpty() || present.endsWith("\n") ? "" : "\n";
        return Optional.of((present + separator + EXTENSION + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
