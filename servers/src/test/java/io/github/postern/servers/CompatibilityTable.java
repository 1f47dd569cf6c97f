package io.github.postern.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prints the rows that the tests wrote, for docs/compatibility.md:
 * {@code java src/test/java/io/github/postern/servers/CompatibilityTable.java target/compatibility}, in this module.
 */
final class CompatibilityTable {

    private CompatibilityTable() {
    }

    /**
     * Prints the tables.
     *
     * @param arguments the directory with the rows
     */
    public static void main(String[] arguments) throws IOException {
        Path rows = Path.of(arguments[0]);
        print(rows, "server-", "| Server | Version | Jakarta EE | JDK | JPA provider | Database | Result | Date | Command |");
        print(rows, "redeployed-", "| Server | JDK | Redeployments | Copies of the classes | Posterns | Objects of ours"
                + " | Drivers | Threads |");
        print(rows, "left-out-", "| Server | Test that does not apply | Why |");
    }

    private static void print(Path directory, String prefix, String head) throws IOException {
        System.out.println(head + "\n" + head.replaceAll("[^|]+", "---"));
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.getFileName().toString().startsWith(prefix)).sorted().toList();
        }
        for (Path file : files) {
            System.out.print(Files.readString(file));
        }
        System.out.println();
    }
}
