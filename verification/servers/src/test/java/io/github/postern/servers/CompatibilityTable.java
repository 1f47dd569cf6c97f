package io.github.postern.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the rows that the tests wrote into docs/compatibility.md, in the place of those of an
 * earlier run of the same: {@code java
 * src/test/java/io/github/postern/servers/CompatibilityTable.java target/compatibility
 * ../../docs/compatibility.md}, in this module. Without the second argument it prints the rows.
 */
final class CompatibilityTable {

  /**
   * Each table: what the files of its rows begin with, its head, and how many columns say what was
   * run.
   */
  private enum Table {
    SERVERS(
        "server-",
        "| Server | Version | Jakarta EE | JDK | JPA provider | Database | Result | Date |"
            + " Command |",
        6),
    REDEPLOYED(
        "redeployed-",
        "| Server | JDK | Redeployments | Copies of the classes | Posterns | Objects of"
            + " ours | Drivers | Threads |",
        2),
    LEFT_OUT("left-out-", "| Server | Test that does not apply | Why |", 1);

    private final String prefix;
    private final String head;
    private final int key;

    Table(String prefix, String head, int key) {
      this.prefix = prefix;
      this.head = head;
      this.key = key;
    }

    private String keyOf(String row) {
      return Stream.of(row.split("\\|"))
          .skip(1)
          .limit(key)
          .map(String::strip)
          .collect(Collectors.joining("|"));
    }
  }

  private CompatibilityTable() {}

  /**
   * Writes or prints the tables.
   *
   * @param arguments the directory with the rows, and perhaps the document
   */
  public static void main(String[] arguments) throws IOException {
    Path rows = Path.of(arguments[0]);
    for (Table table : Table.values()) {
      List<String> now = rows(rows, table);
      if (arguments.length > 1) {
        Path document = Path.of(arguments[1]);
        Files.write(document, merged(Files.readAllLines(document), table, now));
      } else {
        System.out.println(table.head + "\n" + table.head.replaceAll("[^|]+", "---"));
        now.forEach(System.out::println);
      }
    }
  }

  /** Rows of what was not run now stay. */
  private static List<String> merged(List<String> document, Table table, List<String> now) {
    int start = document.indexOf(table.head) + 2;
    if (start < 2) {
      throw new IllegalArgumentException("There is no table with the head " + table.head);
    }
    int end = start;
    Set<String> replaced = now.stream().map(table::keyOf).collect(Collectors.toSet());
    Set<String> rows = new TreeSet<>(now);
    for (; end < document.size() && document.get(end).startsWith("|"); end++) {
      if (!replaced.contains(table.keyOf(document.get(end)))) {
        rows.add(document.get(end));
      }
    }
    List<String> all = new ArrayList<>(document.subList(0, start));
    all.addAll(rows);
    all.addAll(document.subList(end, document.size()));
    return all;
  }

  private static List<String> rows(Path directory, Table table) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      List<String> rows = new ArrayList<>();
      for (Path file : all.filter(it -> it.getFileName().toString().startsWith(table.prefix))
          .sorted()
          .toList()) {
        rows.addAll(Files.readAllLines(file));
      }
      return rows;
    }
  }
}
