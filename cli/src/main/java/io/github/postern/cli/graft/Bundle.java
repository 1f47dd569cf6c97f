package io.github.postern.cli.graft;

import io.github.postern.cli.war.Library;
import io.github.postern.cli.war.LibraryReader;
import io.github.postern.cli.war.RefusedException;
import io.github.postern.cli.war.WarFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The jars for {@code WEB-INF/lib}: this library and its companions, as the build packs them.
 * Immutable.
 */
public final class Bundle {

  private static final String EMBEDDED = "postern-bundle.zip";
  private static final String CHECK = "io.github.postern.SettingsCheck";

  private final String source;
  private final List<Jar> jars;

  /**
   * A jar.
   *
   * @param library what it says about itself
   * @param content its bytes; not copied, so leave them alone
   */
  public record Jar(Library library, byte[] content) {}

  private Bundle(String source, List<Jar> jars) {
    this.source = source;
    this.jars = List.copyOf(jars);
  }

  /** Returns the bundle that is in the jar of this program. */
  public static Bundle embedded() {
    try (InputStream in = Bundle.class.getResourceAsStream(EMBEDDED)) {
      if (in == null) {
        throw new RefusedException(
            "This program was built without a bundle; name one by --bundle.");
      }
      return read("the bundle in this program", in);
    } catch (IOException e) {
      throw new RefusedException("The bundle in this program cannot be read: " + e + ".");
    }
  }

  /**
   * Returns the bundle in a file.
   *
   * @throws RefusedException if it is none
   */
  public static Bundle of(Path zip) {
    try (InputStream in = Files.newInputStream(zip)) {
      return read(zip.toString(), in);
    } catch (IOException e) {
      throw new RefusedException("The bundle " + zip + " cannot be read: " + e + ".");
    }
  }

  private static Bundle read(String source, InputStream in) throws IOException {
    List<Jar> jars = new ArrayList<>();
    ZipInputStream zip = new ZipInputStream(in);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (entry.getName().matches("[^/\\\\]+\\.jar")) {
        byte[] content = zip.readAllBytes();
        jars.add(new Jar(
            LibraryReader.read(WarFile.LIB + entry.getName(), new ByteArrayInputStream(content)),
            content));
      }
    }
    jars.sort(Comparator.comparing(jar -> jar.library().path()));
    Bundle bundle = new Bundle(source, jars);
    if (jars.stream().noneMatch(Bundle::isPostern)) {
      throw new RefusedException(
          source + " is no bundle of Postern: no jar in it has " + CHECK + ".");
    }
    return bundle;
  }

  /** Returns whether a jar is this library itself. */
  static boolean isPostern(Jar jar) {
    return jar.library().classes().contains(CHECK.replace('.', '/'));
  }

  /** Returns the jars, in the order of their names. */
  public List<Jar> jars() {
    return jars;
  }

  /** Returns the jar of this library. */
  public Jar postern() {
    return jars.stream().filter(Bundle::isPostern).findFirst().orElseThrow();
  }

  /**
   * Asks the library in the bundle what it thinks of settings:
   * {@code io.github.postern.SettingsCheck} says what the answer is.
   *
   * @param application has the files that settings name
   * @throws RefusedException if that library does not run here
   */
  @SuppressWarnings("unchecked")
  Map<String, List<String>> check(Map<String, String> settings, WarResources application) {
    try {
      return ((Function<Map<String, String>, Map<String, List<String>>>) new JarLoader(jars)
              .loadClass(CHECK)
              .getConstructor(ClassLoader.class)
              .newInstance(application))
          .apply(settings);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new RefusedException(
          "The library in " + source + " cannot judge settings here: " + e + ".");
    }
  }
}
