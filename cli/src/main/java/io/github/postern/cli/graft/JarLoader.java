package io.github.postern.cli.graft;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Loads classes from jars in memory, apart from those of this program. The smallest jars are looked
 * into first, and none before it is needed.
 */
final class JarLoader extends ClassLoader {

  private final List<Bundle.Jar> jars;
  private final Map<String, byte[]> files = new HashMap<>();
  private int opened;

  JarLoader(List<Bundle.Jar> jars) {
    super(ClassLoader.getPlatformClassLoader());
    this.jars = jars.stream()
        .sorted(Comparator.comparing((Bundle.Jar jar) -> !Bundle.isPostern(jar))
            .thenComparing(jar -> jar.content().length))
        .toList();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = find(name.replace('.', '/') + ".class");
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] bytes = find(name);
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }

  private synchronized byte[] find(String name) {
    while (!files.containsKey(name) && opened < jars.size()) {
      open(jars.get(opened++));
    }
    return files.get(name);
  }

  private void open(Bundle.Jar jar) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar.content()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.putIfAbsent(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
