package io.github.postern.cli.war;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads a WAR, and refuses what is none, or what cannot be changed and work as before. */
public final class WarReader {

  private static final Pattern DESCRIPTOR = Pattern.compile("WEB-INF/[^/]+\\.(xml|idx)"
      + "|META-INF/(context\\.xml|MANIFEST\\.MF)"
      + "|WEB-INF/classes/META-INF/(persistence\\.xml"
      + "|services/jakarta\\.enterprise\\.inject\\.spi\\.Extension)"
      + "|WEB-INF/classes/postern-constraints\\.xml");
  private static final Pattern SIGNATURE =
      Pattern.compile("(?i)META-INF/([^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]*)");
  private static final String CLASSES = "WEB-INF/classes/";
  private static final int LONGEST_DESCRIPTOR = 4 * 1024 * 1024;

  private final Path file;

  private WarReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a WAR.
   *
   * @throws RefusedException if it is none
   */
  public static WarFile read(Path file) {
    if (!Files.exists(file)) {
      throw new RefusedException("There is no file " + file + ".");
    }
    if (Files.isDirectory(file)) {
      throw new RefusedException(file
          + " is a folder: an exploded WAR cannot be changed as a whole. Pack it"
          + " first, with jar -cf app.war -C "
          + file
          + " . and deploy the result instead.");
    }
    WarReader reader = new WarReader(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<ZipEntry> entries = new ArrayList<>();
      zip.stream().forEach(entries::add);
      reader.judge(entries.stream().map(ZipEntry::getName).toList());
      return reader.read(zip, entries);
    } catch (ZipException e) {
      throw reader.noZip(e);
    } catch (IOException e) {
      throw new RefusedException(file + " cannot be read: " + e + ".");
    }
  }

  private RefusedException noZip(ZipException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("encrypted")) {
      return new RefusedException(
          file + " is encrypted, and no server can read that. Pack it without a" + " password.");
    }
    if (message.contains("bad entry name") || message.contains("bad entry")) {
      return new RefusedException(
          file + " has names that are not UTF-8. Unpack it, and pack it again with jar.");
    }
    return new RefusedException(
        file + " is no WAR: it is not a zip file, or a damaged one (" + message + ").");
  }

  private void judge(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.startsWith("/")
          || name.contains("\\")
          || name.matches("[A-Za-z]:.*")
          || Arrays.asList(name.split("/")).contains("..")) {
        throw new RefusedException(file
            + " has the entry '"
            + name
            + "', which would be written outside of the application, or under"
            + " another name on another system. Unpack it, and pack it again"
            + " with jar.");
      }
      if (!seen.add(name) && !name.endsWith("/")) {
        throw new RefusedException(file
            + " has the entry '"
            + name
            + "' twice, and which of them counts differs from"
            + " server to server. Unpack it, and pack it again with jar.");
      }
      if (SIGNATURE.matcher(name).matches()) {
        throw new RefusedException(file
            + " is signed ("
            + name
            + "): a changed WAR would not match its signature. Ask for one"
            + " without, or delete META-INF/*.SF and what is beside it; sign"
            + " the result again.");
      }
    }
    if (seen.contains("META-INF/application.xml")
        || names.stream().anyMatch(name -> name.matches("[^/]+\\.war"))) {
      throw new RefusedException(
          file + " is an EAR. Take the WAR out of it, graft that, and put it back.");
    }
    if (names.stream().noneMatch(name -> name.startsWith("WEB-INF/"))) {
      throw new RefusedException(file + " is no WAR: it has no WEB-INF.");
    }
  }

  private WarFile read(ZipFile zip, List<ZipEntry> entries) throws IOException {
    List<Library> libraries = new ArrayList<>();
    LibraryReader classes = new LibraryReader(CLASSES);
    Map<String, byte[]> descriptors = new HashMap<>();
    for (ZipEntry entry : entries) {
      String name = entry.getName();
      try (InputStream in = zip.getInputStream(entry)) {
        if (DESCRIPTOR.matcher(name).matches()) {
          descriptors.put(name, descriptor(name, in));
        } else if (name.startsWith(CLASSES)) {
          classes.add(name.substring(CLASSES.length()), in);
        } else if (name.startsWith(WarFile.LIB) && name.endsWith(".jar")) {
          libraries.add(library(name, in));
        }
      }
    }
    return new WarFile(
        file,
        entries.stream().map(ZipEntry::getName).toList(),
        libraries,
        classes.library(),
        descriptors);
  }

  private Library library(String name, InputStream in) throws IOException {
    try {
      return LibraryReader.read(name, in);
    } catch (ZipException e) {
      throw new RefusedException(
          name + " in " + file + " is a damaged jar: " + e.getMessage() + ".");
    }
  }

  private byte[] descriptor(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LONGEST_DESCRIPTOR + 1);
    if (bytes.length > LONGEST_DESCRIPTOR) {
      throw new RefusedException(
          name + " in " + file + " is larger than 4 MiB, which no descriptor is.");
    }
    return bytes;
  }
}
