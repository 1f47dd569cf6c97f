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

  private static final String JAVAX = "javax/servlet/";
  private static final String JAKARTA = "jakarta/servlet/";
  private static final String SECURITY = "jakarta/servlet/annotation/ServletSecurity;";
  private static final String MECHANISM =
      "jakarta/security/enterprise/authentication/mechanism/http/";
  private static final String END_POINT = "jakarta/websocket/server/";
  private static final String JETTY_END_POINT = "/websocket/server/JettyWebSocket";
  private static final String REMOTE_USER = "getRemoteUser";
  private static final String USER_PRINCIPAL = "getUserPrincipal";
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
    // A character for each byte: the search of a text is the fast one of the JDK.
    String text = new String(content.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
    if (text.contains(JAVAX)) {
      uses.add("javax");
    }
    if (text.contains(MECHANISM)) {
      uses.add("HttpAuthenticationMechanism");
    }
    if (text.contains(END_POINT) || text.contains(JETTY_END_POINT)) {
      uses.add("WebSocket");
    }
    if (text.contains(JAKARTA)) {
      uses.add("jakarta");
      if (text.contains(REMOTE_USER) || text.contains(USER_PRINCIPAL)) {
        uses.add("user");
      }
      if (text.contains(SECURITY)) {
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
}
