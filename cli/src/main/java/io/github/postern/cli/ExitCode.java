package io.github.postern.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The exit codes of the process. Part of the promise to scripts: a number never gets another
 * meaning.
 */
final class ExitCode {

  static final int OK = 0;
  static final int REFUSED = 1;
  static final int USAGE = 2;
  static final int NOT_ALLOWED = 3;
  static final int UNREACHABLE = 4;

  /** The codes in words, as help prints them. */
  static final Map<String, String> MEANINGS = meanings();

  private ExitCode() {}

  private static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    put(meanings, OK, "Done.");
    put(
        meanings,
        REFUSED,
        "Refused by the rules of the server; for verify, not a key; for graft, a WAR that"
            + " cannot be changed so; for doctor, an alarm.");
    put(meanings, USAGE, "Wrong usage: nothing was sent or written.");
    put(meanings, NOT_ALLOWED, "Not signed in, or not allowed.");
    put(
        meanings,
        UNREACHABLE,
        "Not reachable, no Postern there, an error of the server, a closed output, or a"
            + " file that cannot be written.");
    return Collections.unmodifiableMap(meanings);
  }

  private static void put(Map<String, String> meanings, int code, String meaning) {
    meanings.put(String.valueOf(code), meaning);
  }

  /** Returns the exit code for an HTTP status that is no success. */
  static int of(int status) {
    if (status == 401 || status == 403) {
      return NOT_ALLOWED;
    }
    return status >= 400 && status < 500 ? REFUSED : UNREACHABLE;
  }
}
