package io.github.postern.permissions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operations of the management API: the rows of the tables. */
final class Operations {

  /** Operations that change nothing, by their answer where they are allowed. */
  static final Map<String, Integer> LOOKING = Map.of("show", 200, "events", 200, "owner", 200);

  /**
   * Operations that hand out a secret, or let one work; 409 is the approval of a key that waits for
   * none.
   */
  static final Map<String, Integer> GIVING = Map.of(
      "create", 201, "edit", 200, "enable", 200, "rotate", 201, "reveal", 200, "approve", 409);

  /** Operations that withdraw. */
  static final Map<String, Integer> TAKING =
      Map.of("disable", 200, "delete", 204, "delete all", 200);

  /** Operations of the own path only; 409 is the confirmation of a key that is not suspended. */
  static final Map<String, Integer> OWN_GIVING = Map.of("confirm", 409);

  /** Likewise. */
  static final Map<String, Integer> OWN_TAKING = Map.of("revoke by value", 200);

  /**
   * Operations that the own path does not have: an own key is created without naming anybody, and
   * nobody approves their own.
   */
  static final Set<String> BY_ADMINISTRATORS_ONLY =
      Set.of("create", "approve", "owner", "delete all");

  /** Operations about no single key: about the caller, or about many keys. */
  static final Set<String> OF_NO_KEY = Set.of(
      "own policy",
      "own list",
      "own create",
      "own delete all",
      "list",
      "statistics",
      "revoke many");

  /**
   * By which methods the table of routes answers an operation: one, or that of the own path and
   * that of the administrators'.
   */
  private static final Map<String, String> HANDLERS = Arrays.stream("""
                            show            = own.show admin.show
                            events          = own.events admin.events
                            owner           = owners.show
                            create          = admin.create
                            edit            = own.edit admin.edit
                            enable          = own.edit admin.edit
                            disable         = own.edit admin.edit
                            rotate          = own.rotate admin.rotate
                            reveal          = own.reveal admin.reveal
                            approve         = admin.approve
                            confirm         = own.confirm
                            delete          = own.delete admin.delete
                            delete all      = admin.deleteAll
                            revoke by value = own.revokeByValue
                            own policy      = own.policy
                            own list        = own.list
                            own create      = own.create
                            own delete all  = own.deleteAll
                            list            = lists.list
                            statistics      = lists.statistics
                            revoke many     = lists.revoke
                            """.split("\n"))
      .map(line -> line.split("\\s*=\\s*"))
      .collect(Collectors.toMap(line -> line[0], line -> line[1]));

  private static final Path ROUTES =
      Path.of("src/main/java/io/github/postern/manage/KeyManagementServlet.java");
  private static final Pattern HANDLER =
      Pattern.compile("\\bto\\.(own|admin|lists|owners)\\(\\)::(\\w+)");

  private Operations() {}

  /**
   * Returns the operations of which a cell of a table says something, each with its answer where it
   * is allowed.
   */
  static Map<String, Integer> ofOneKey() {
    return Stream.of(LOOKING, GIVING, TAKING, OWN_GIVING, OWN_TAKING)
        .flatMap(group -> group.entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Returns which operations the tables are about. */
  static Set<String> all() {
    return Stream.concat(ofOneKey().keySet().stream(), OF_NO_KEY.stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns which operations have a method that answers them. */
  static Set<String> answered() {
    return new TreeSet<>(HANDLERS.keySet());
  }

  /** Returns the methods that answer the operations. */
  static Set<String> handlers() {
    return HANDLERS.values().stream()
        .flatMap(each -> List.of(each.split(" ")).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the methods that the table of routes names, read from its text. */
  static Set<String> routes() throws IOException {
    return HANDLER
        .matcher(Files.readString(ROUTES))
        .results()
        .map(found -> found.group(1) + "." + found.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
