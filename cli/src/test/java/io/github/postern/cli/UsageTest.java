package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  /**
   * Nobody listens there, so what is meant to fail before anything is sent cannot end well by
   * chance.
   */
  private final Commands alice = Commands.of("alice", "http://127.0.0.1:1");

  @Test
  void helpTellsTheExitCodes() {
    for (String command :
        List.of("create", "list", "show", "delete", "rotate", "verify", "whoami")) {
      List<String> help = alice.run(command, "--help").ok().lines();
      assertTrue(help.stream().anyMatch(line -> line.startsWith("  3   Not signed in")), command);
      assertFalse(
          help.stream().anyMatch(line -> line.matches(" +(-p, )?--password[= ].*")), command);
    }
    assertTrue(alice.run("--help").ok().out().contains("Exit codes:"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "crate",
        "list --pasword=geheim",
        "list -pgeheim",
        "list --password geheim",
        "show geheim",
        "show",
        "verify geheim",
        "delete",
        "delete abcdefghabcdefgh -n name",
        "list --timeout 0",
        "list --timeout soon",
        "list --url ftp://host",
        "list --url http://alice:geheim@host/",
        "list --url http://host/?a=geheim",
        "list --password-file /nowhere/at/all",
        "create --idempotency-key short",
        "verify --prefix NO"
      })
  void wrongUsageIsTwoAndRepeatsNoSecret(String line) {
    Run run = alice.run(line.isEmpty() ? new String[0] : line.split(" "));
    run.ends(ExitCode.USAGE);
    assertEquals("", run.out());
    assertFalse(run.err().isBlank());
    assertFalse(run.err().contains("geheim"), run.err());
  }

  @Test
  void anOptionBeforeTheCommandIsToldItsPlace() {
    for (String line :
        List.of("--username-field login list", "--url=http://host list", "-ugeheim list")) {
      String told = alice.run(line.split(" ")).ends(ExitCode.USAGE).err();
      String option = line.split("[ =]")[0].replace("geheim", "");
      assertTrue(told.contains("The option " + option + " goes behind the command"), told);
      assertFalse(told.contains("geheim"), told);
    }
    assertTrue(alice
        .run("--nowhere", "list")
        .ends(ExitCode.USAGE)
        .err()
        .contains("There is no option --nowhere."));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertTrue(new Commands().run("list").ends(ExitCode.USAGE).err().contains("POSTERN_CLI_URL"));
    Commands somewhere = new Commands().set("POSTERN_CLI_URL", "http://127.0.0.1:1");
    assertTrue(somewhere.run("list").ends(ExitCode.USAGE).err().contains("POSTERN_CLI_USER"));
    assertTrue(somewhere
        .run("list", "-u", "alice")
        .ends(ExitCode.USAGE)
        .err()
        .contains("POSTERN_CLI_PASSWORD"));
  }

  @Test
  void whoGivesANameForAnIdIsToldWhereIdsAre() {
    String told = alice.run("rotate", "nightly").ends(ExitCode.USAGE).err();
    assertTrue(told.contains("list") && told.contains("neither the name nor the key itself"), told);
  }

  @Test
  void aPasswordOnAnOpenWireIsWarnedOf() {
    Commands somebody = new Commands()
        .set("POSTERN_CLI_URL", "http://host.invalid")
        .set("POSTERN_CLI_USER", "alice");
    assertTrue(somebody.run("list").ends(ExitCode.USAGE).err().contains("not https"));
    assertFalse(somebody.run("list", "--url", "https://host.invalid").err().contains("not https"));
    assertFalse(alice.run("list").err().contains("not https"));
  }
}
