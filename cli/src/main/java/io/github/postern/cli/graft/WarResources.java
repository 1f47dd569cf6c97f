package io.github.postern.cli.graft;

import io.github.postern.cli.war.RefusedException;
import io.github.postern.cli.war.WarFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * The files that the application of a WAR finds on its class path. Has no classes, so nothing of
 * the application is run.
 */
final class WarResources extends ClassLoader {

  private static final String CLASSES = "WEB-INF/classes/";

  private final WarFile war;
  private final Map<String, byte[]> added;

  /**
   * Creates it; the WAR is read when it is asked.
   *
   * @param added what will be in the WAR too, by the names of the entries
   */
  WarResources(WarFile war, Map<String, byte[]> added) {
    super(null);
    this.war = war;
    this.added = added;
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] fresh = added.get(CLASSES + name);
    try {
      Optional<byte[]> content = fresh == null ? find(name) : Optional.of(fresh);
      return content.map(ByteArrayInputStream::new).orElse(null);
    } catch (IOException e) {
      throw new RefusedException(war.file() + " cannot be read: " + e + ".");
    }
  }

  /** WEB-INF/classes comes first (Servlet 6.0, 10.5). */
  private Optional<byte[]> find(String name) throws IOException {
    try (ZipFile zip = new ZipFile(war.file().toFile())) {
      ZipEntry own = zip.getEntry(CLASSES + name);
      if (own != null) {
        return Optional.of(zip.getInputStream(own).readAllBytes());
      }
      for (String entry : war.names()) {
        if (entry.matches(WarFile.LIB + "[^/]+\\.jar")) {
          Optional<byte[]> found = inJar(zip.getInputStream(zip.getEntry(entry)), name);
          if (found.isPresent()) {
            return found;
          }
        }
      }
      return Optional.empty();
    }
  }

  private static Optional<byte[]> inJar(InputStream in, String name) throws IOException {
    try (ZipInputStream jar = new ZipInputStream(in)) {
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return Optional.of(jar.readAllBytes());
        }
      }
      return Optional.empty();
    }
  }
}
