package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyTest {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String KEY = key("jobs_abcdefghij234567_0123456789ABCDEFGHIJKLMNOPQRSTUV");

  @Test
  void aKeyIsTakenFromFilePipeAndEnvironment(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("key"), KEY);
    isKey(new Commands().run("verify", "--key-file", file.toString()));
    isKey(new Commands().input(KEY + "\n").run("verify"));
    isKey(new Commands().input(KEY + "\r\nmore").run("verify", "--key-file", "-"));
    isKey(new Commands()
        .set("POSTERN_CLI_KEY", KEY)
        .input("something else")
        .run("verify", "--prefix", "jobs"));
  }

  private static void isKey(Run run) {
    assertEquals("Well-formed: jobs_abcdefghij234567_…", run.ok().out().strip());
    assertFalse((run.out() + run.err()).contains("0123456789"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "geheim",
        "_geheim",
        "jobs_geheim",
        "Jobs_geheim",
        "jobs geheim_",
        "jobs_abcdefghij234567_geheim"
      })
  void whatIsNoKeyIsRefusedAndNotRepeated(String text) {
    Run run = new Commands().input(text).run("verify").ends(ExitCode.REFUSED);
    assertEquals("", run.out());
    assertFalse(run.err().contains("geheim"), run.err());
  }

  @Test
  void everySlipOfOneCharacterIsSeen() {
    for (int i = 0; i < KEY.length(); i++) {
      String slip = KEY.substring(0, i) + (KEY.charAt(i) == 'a' ? 'b' : 'a') + KEY.substring(i + 1);
      new Commands().input(slip).run("verify").ends(ExitCode.REFUSED);
    }
  }

  @Test
  void theKeyOfAnotherApplicationIsRefused() {
    Run run = new Commands().input(KEY).run("verify", "--prefix", "shop").ends(ExitCode.REFUSED);
    assertTrue(run.err().contains("shop_"), run.err());
  }

  @Test
  void nothingIsUsage() {
    new Commands().run("verify").ends(ExitCode.USAGE);
    new Commands().run("verify", "--key-file", "/nowhere/at/all").ends(ExitCode.USAGE);
  }

  private static String key(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    StringBuilder checksum = new StringBuilder();
    for (long rest = crc.getValue(); checksum.length() < 6; rest /= 62) {
      checksum.insert(0, DIGITS.charAt((int) (rest % 62)));
    }
    return body + checksum;
  }
}
