package io.github.postern.cli.war;

import java.io.IOException;
import java.io.InputStream;
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

  private static final ByteSearch JAVAX = new ByteSearch("javax/servlet/");
  private static final ByteSearch JAKARTA = new ByteSearch("jakarta/servlet/");
  private static final ByteSearch SECURITY =
      new ByteSearch("jakarta/servlet/annotation/ServletSecurity;");
  private static final ByteSearch MECHANISM =
      new ByteSearch("jakarta/security/enterprise/authentication/mechanism/http/");
  private static final ByteSearch END_POINT = new ByteSearch("jakarta/websocket/server/");
  private static final ByteSearch JETTY_END_POINT =
      new ByteSearch("/websocket/server/JettyWebSocket");
  private static final ByteSearch REMOTE_USER = new ByteSearch("getRemoteUser");
  private static final ByteSearch USER_PRINCIPAL = new ByteSearch("getUserPrincipal");
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
    if (JAVAX.isIn(bytes)) {
      uses.add("javax");
    }
    if (MECHANISM.isIn(bytes)) {
      uses.add("HttpAuthenticationMechanism");
    }
    if (END_POINT.isIn(bytes) || JETTY_END_POINT.isIn(bytes)) {
      uses.add("WebSocket");
    }
    if (JAKARTA.isIn(bytes)) {
      uses.add("jakarta");
      if (REMOTE_USER.isIn(bytes) || USER_PRINCIPAL.isIn(bytes)) {
        uses.add("user");
      }
      if (SECURITY.isIn(bytes)) {
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
