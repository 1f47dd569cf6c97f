package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** The result of a command. */
record Run(int code, String out, String err) {

  /** Expects success. */
  Run ok() {
    return ends(ExitCode.OK);
  }

  /** Expects an exit code. */
  Run ends(int expected) {
    assertEquals(expected, code, () -> "standard error: " + err);
    return this;
  }

  /** Returns the key that was printed, which must be all of standard output. */
  String key() {
    ok();
    assertEquals(1, out.lines().count(), "a key stands alone");
    return out.strip();
  }

  /** Returns the id of the key that was printed. */
  String id() {
    return key().split("_")[1];
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
