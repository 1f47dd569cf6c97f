package io.github.postern.store.schema;

import io.github.postern.database.LibraryClassLoader;
import io.github.postern.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The scripts that make the tables in one product, in their order: {@code derby.sql} makes those of
 * version 1, {@code derby-2.sql} turns these into version 2, and so on. A script that was in a
 * release is never changed again. Immutable.
 */
final class MigrationScripts {

  /** Where they are in the jar. */
  static final String FOLDER = "io/github/postern/store/schema/";

  private static final Pattern COMMENT = Pattern.compile("--[^\n]*");
  private static final Pattern BEFORE = Pattern.compile("this script was: (sha256 [0-9a-f]{64})");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final List<Script> all;

  /**
   * One script.
   *
   * @param version the version of the tables that it leads to
   * @param name its file name
   * @param commands its commands, without comments and semicolons
   * @param before fingerprints that it had before
   */
  record Script(int version, String name, List<String> commands, List<String> before) {

    /** Creates a script that never was another one. */
    Script(int version, String name, List<String> commands) {
      this(version, name, commands, List.of());
    }

    /**
     * Returns whether it is what was run, by what was written down of that; or made the same tables
     * when it was that.
     */
    boolean hadFingerprint(String fingerprint) {
      return fingerprint().equals(fingerprint) || before.contains(fingerprint);
    }

    /**
     * Returns what stands for its content, whatever its comments and its layout. The last command
     * writes this into {@code POSTERN_SCHEMA}, so it does not count.
     */
    String fingerprint() {
      String content = commands.subList(0, commands.size() - 1).stream()
          .map(command -> SPACE.matcher(command).replaceAll(" "))
          .collect(Collectors.joining(";"));
      return "sha256 " + Sha256.hex(content);
    }
  }

  /**
   * Reads the scripts of a product.
   *
   * @param resources finds the text of a file by its name
   */
  MigrationScripts(DatabaseProduct product, Function<String, Optional<String>> resources) {
    List<Script> found = new ArrayList<>();
    for (int version = 1; ; version++) {
      String name = product.script() + (version == 1 ? "" : "-" + version) + ".sql";
      Optional<String> text = resources.apply(name);
      if (text.isEmpty()) {
        break;
      }
      found.add(new Script(version, name, commands(text.get()), before(text.get())));
    }
    this.all = List.copyOf(found);
  }

  /** Returns the scripts in the jar. */
  static MigrationScripts of(DatabaseProduct product) {
    return new MigrationScripts(product, MigrationScripts::resource);
  }

  /** Returns the text of a file in the jar. */
  static Optional<String> resource(String name) {
    try (InputStream in = LibraryClassLoader.INSTANCE.getResourceAsStream(FOLDER + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("The script " + name + " is in our own jar", e);
    }
  }

  List<Script> all() {
    return all;
  }

  /** Returns the version of the tables that this library works with. */
  int latest() {
    return all.size();
  }

  /** Returns the scripts to be run on tables of a version, in words. */
  String after(int version) {
    return all.stream()
        .filter(script -> script.version() > version)
        .map(script -> FOLDER + script.name())
        .collect(Collectors.joining(", then "));
  }

  /**
   * Returns the earlier fingerprints that a comment of the script names; those versions make the
   * same tables.
   */
  private static List<String> before(String text) {
    return BEFORE.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static List<String> commands(String text) {
    return Arrays.stream(COMMENT.matcher(text).replaceAll("").split(";"))
        .map(String::strip)
        .filter(command -> !command.isEmpty())
        .toList();
  }
}
