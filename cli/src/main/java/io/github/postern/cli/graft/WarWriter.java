package io.github.postern.cli.graft;

import io.github.postern.cli.war.RefusedException;
import io.github.postern.cli.war.WarFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Carries a plan out: writes a new WAR, and never changes the old one. Unchanged entries keep their
 * place, time and content; added ones have a fixed time, so that the same input gives the same
 * bytes. The result appears whole or not at all.
 */
public final class WarWriter {

  /** The earliest time in a zip that all tools read alike. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final GraftPlan plan;

  private WarWriter(GraftPlan plan) {
    this.plan = plan;
  }

  /**
   * Writes the new WAR.
   *
   * @param output where it goes; what is there is replaced
   * @throws IOException if it cannot be written; then nothing is there that was not before
   */
  public static void write(WarFile war, GraftPlan plan, Path output) throws IOException {
    if (Files.exists(output) && Files.isSameFile(output, war.file())) {
      throw new RefusedException("The new WAR cannot have the place of the old one, "
          + war.file()
          + ", which stays as it is. Name another file.");
    }
    Path folder = output.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(folder, ".graft-", ".war");
    try {
      new WarWriter(plan).copy(war.file(), temporary);
      copyMode(war.file(), temporary);
      move(temporary, output);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Until now it was for its owner alone. There may be secrets in a WAR, so who may read it is not
   * ours to widen.
   */
  private static void copyMode(Path from, Path to) throws IOException {
    if (to.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void copy(Path war, Path target) throws IOException {
    Set<String> written = new HashSet<>();
    try (ZipFile in = new ZipFile(war.toFile());
        ZipOutputStream out =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
      out.setComment(in.getComment());
      for (ZipEntry entry : (Iterable<ZipEntry>) in.stream().map(ZipEntry.class::cast)::iterator) {
        String name = entry.getName();
        if (!plan.removed().contains(name) && written.add(name)) {
          byte[] changed = plan.added().get(name);
          if (changed == null) {
            copy(in, entry, out);
          } else {
            write(new ZipEntry(name), entry.getTimeLocal(), changed, out);
          }
        }
      }
      for (Map.Entry<String, byte[]> added : plan.added().entrySet()) {
        if (written.add(added.getKey())) {
          write(new ZipEntry(added.getKey()), TIME, added.getValue(), out);
        }
      }
    }
  }

  /** Stored entries stay stored: some launchers read jars in a WAR in place. */
  private static void copy(ZipFile in, ZipEntry entry, ZipOutputStream out) throws IOException {
    ZipEntry copy = new ZipEntry(entry);
    if (entry.getMethod() == ZipEntry.DEFLATED) {
      copy.setCompressedSize(-1);
    }
    out.putNextEntry(copy);
    try (InputStream content = in.getInputStream(entry)) {
      content.transferTo(out);
    }
    out.closeEntry();
  }

  private static void write(ZipEntry entry, LocalDateTime time, byte[] content, ZipOutputStream out)
      throws IOException {
    entry.setTimeLocal(time);
    if (List.of("jar", "zip").contains(entry.getName().replaceFirst(".*\\.", ""))) {
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(crc.getValue());
    }
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }
}
