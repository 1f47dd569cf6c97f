package io.github.postern.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A JDK, by what its file {@code release} says.
 *
 * @param version such as {@code 17.0.15}; {@code 0} if there is no JDK
 */
record Jdk(String version) {

    static Jdk of(Path home) {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            return new Jdk("0");
        }
        return new Jdk(release.getProperty("JAVA_VERSION", "0").replace("\"", ""));
    }

    int feature() {
        return Integer.parseInt(version.split("[.+-]")[0]);
    }
}
