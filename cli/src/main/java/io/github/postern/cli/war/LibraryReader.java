package io.github.postern.cli.war;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads what a jar says about itself, as a stream: a WAR may be larger than the memory. Not safe
 * for use by many threads.
 */
public final class LibraryReader {

  private static final byte[] JAVAX = "javax/servlet/".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] JAKARTA = "jakarta/servlet/".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SECURITY =
      "jakarta/servlet/annotation/ServletSecurity;".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MECHANISM =
      "jakarta/security/enterprise/authentication/mechanism/http/"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END_POINT =
      "jakarta/websocket/server/".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] JETTY_END_POINT =
      "/websocket/server/JettyWebSocket".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] REMOTE_USER = "getRemoteUser".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] USER_PRINCIPAL =
      "getUserPrincipal".getBytes(StandardCharsets.US_ASCII);
  private static final String SERVICES = "META-INF/services/";
  private static final int LONGEST = 16 * 1024 * 1024;

  private final String path;
  private final Map<String, Version> artifacts = new HashMap<>();
  private final Set<String> classes = new HashSet<>();
  private final Set<String> services = new HashSet<>();
  private final Set<String> uses = new HashSet<>();
  private Version version;

  LibraryReader(String path) {
    this.path = path;
  }

  /**
   * Reads a jar.
   *
   * @param path where it is, for messages
   * @param in the jar; not closed
   * @throws IOException if it cannot be read
   */
  public static Library read(String path, InputStream in) throws IOException {
    LibraryReader reader = new LibraryReader(path);
    ZipInputStream jar = new ZipInputStream(in);
    for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
      if (!entry.isDirectory()) {
        reader.add(entry.getName(), jar);
      }
    }
    return reader.library();
  }

  /** Takes notice of one file. */
  void add(String name, InputStream content) throws IOException {
    if (name.endsWith(".class")) {
      addClass(name, content);
    } else if (name.equals("META-INF/MANIFEST.MF")) {
      readManifest(content);
    } else if (name.startsWith("META-INF/maven/") && name.endsWith("/pom.properties")) {
      Properties pom = new Properties();
      pom.load(content);
      Version.of(pom.getProperty("version"))
          .ifPresent(found -> artifacts.put(pom.getProperty("artifactId", ""), found));
    } else if (name.startsWith(SERVICES)) {
      services.add(name.substring(SERVICES.length()));
    }
  }

  /** Returns what was found. */
  Library library() {
    return new Library(
        path,
        artifacts,
        Optional.ofNullable(version).or(() -> Version.ofFile(path)),
        classes,
        services,
        uses);
  }

  private void addClass(String name, InputStream content) throws IOException {
    String type = name.substring(0, name.length() - ".class".length());
    if (!type.startsWith("META-INF/")
        && !type.endsWith("module-info")
        && !type.endsWith("package-info")) {
      classes.add(type);
    }
    byte[] bytes = content.readNBytes(LONGEST);
    if (contains(bytes, JAVAX)) {
      uses.add("javax");
    }
    if (contains(bytes, MECHANISM)) {
      uses.add("HttpAuthenticationMechanism");
    }
    if (contains(bytes, END_POINT) || contains(bytes, JETTY_END_POINT)) {
      uses.add("WebSocket");
    }
    if (contains(bytes, JAKARTA)) {
      uses.add("jakarta");
      if (contains(bytes, REMOTE_USER) || contains(bytes, USER_PRINCIPAL)) {
        uses.add("user");
      }
      if (contains(bytes, SECURITY)) {
        uses.add("ServletSecurity");
      }
    }
  }

  private void readManifest(InputStream content) throws IOException {
    Attributes attributes = new Manifest(content).getMainAttributes();
    version = Version.of(attributes.getValue("Bundle-Version"))
        .or(() -> Version.of(attributes.getValue("Implementation-Version")))
        .orElse(null);
  }

  static boolean contains(byte[] bytes, byte[] wanted) {
    for (int at = 0; at <= bytes.length - wanted.length; at++) {
      int i = 0;
      while (i < wanted.length && bytes[at + i] == wanted[i]) {
        i++;
      }
      if (i == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
