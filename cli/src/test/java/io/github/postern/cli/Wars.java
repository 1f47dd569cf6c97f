package io.github.postern.cli;

import io.github.postern.cli.app.OwnFilter;
import io.github.postern.cli.app.OwnLogin;
import io.github.postern.cli.app.OwnServlet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Builds WARs, and looks into them. */
public final class Wars {

  /**
   * The content of the application's descriptor: its filter, which guards its servlet, and its
   * login.
   */
  public static final String BODY = """
              <filter>
                <filter-name>own</filter-name>
                <filter-class>io.github.postern.cli.app.OwnFilter</filter-class>
              </filter>
              <filter-mapping>
                <filter-name>own</filter-name>
                <url-pattern>/api/*</url-pattern>
              </filter-mapping>
              <servlet>
                <servlet-name>own</servlet-name>
                <servlet-class>io.github.postern.cli.app.OwnServlet</servlet-class>
              </servlet>
              <servlet>
                <servlet-name>login</servlet-name>
                <servlet-class>io.github.postern.cli.app.OwnLogin</servlet-class>
              </servlet>
              <servlet-mapping>
                <servlet-name>own</servlet-name>
                <url-pattern>/api/me</url-pattern>
              </servlet-mapping>
              <servlet-mapping>
                <servlet-name>login</servlet-name>
                <url-pattern>/login</url-pattern>
              </servlet-mapping>
            """;

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** Begins an empty one. */
  public static Wars empty() {
    return new Wars();
  }

  /** Begins the application, without a descriptor. */
  public static Wars application() {
    return new Wars()
        .type(OwnFilter.class)
        .type(OwnLogin.class)
        .type(OwnServlet.class)
        .file("index.html", "<p>hello");
  }

  /**
   * Returns a descriptor of the application for Jakarta EE 10 with more attributes and elements.
   */
  public static String webXml(String attributes, String elements) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\""
        + attributes
        + ">\n"
        + elements
        + BODY
        + "</web-app>\n";
  }

  /** Adds a file. */
  public Wars file(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  /** Adds a file. */
  public Wars file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds the descriptor. */
  public Wars webXml(String content) {
    return file("WEB-INF/web.xml", content);
  }

  /** Adds a class of the tests to those of the application. */
  public Wars type(Class<?> type) {
    return type(type, "WEB-INF/classes/");
  }

  /** Adds a class below a folder. */
  public Wars type(Class<?> type, String below) {
    return file(below + type.getName().replace('.', '/') + ".class", bytes(type));
  }

  /** Adds a jar with a file of its own that makes it a version of an artifact. */
  public Wars library(String name, String artifact, String version, Map<String, byte[]> content) {
    Wars jar = new Wars()
        .file(
            "META-INF/maven/g/" + artifact + "/pom.properties",
            "groupId=g\nartifactId=" + artifact + "\nversion=" + version + "\n");
    content.forEach(jar::file);
    return file("WEB-INF/lib/" + name, jar.bytes());
  }

  /** Returns the bytes of a class file. */
  public static byte[] bytes(Class<?> type) {
    try (InputStream in =
        type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns it as bytes. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_SPEED); // most of it are jars, which are compressed already
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes it. */
  public Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the content of each entry of a file, in their order. */
  public static Map<String, byte[]> content(Path war) throws IOException {
    Map<String, byte[]> content = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(war.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        content.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return content;
  }
}
