package sample.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class SecretSealerTest {

  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  @TempDir
  Path folder;

  @Test
  void whatIsSealedOpensAfterARestartForTheSameUserOnly() {
    String sealed = SecretSealer.in(folder).seal(SECRET, 7);

    assertArrayEquals(SECRET, SecretSealer.in(folder).open(sealed, 7));
    assertThrows(IllegalStateException.class, () -> SecretSealer.in(folder).open(sealed, 8));
  }

  @Test
  void theSameSecretIsSealedDifferentlyEachTime() {
    SecretSealer safe = SecretSealer.in(folder);

    assertNotEquals(safe.seal(SECRET, 7), safe.seal(SECRET, 7));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyTheServerMayReadTheKey() throws Exception {
    SecretSealer.in(folder);

    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("second-factor.key"))));
  }

  @Test
  void anotherKeyOpensNothingAndABrokenOneIsNamed() throws Exception {
    String sealed = SecretSealer.in(folder).seal(SECRET, 7);
    Files.delete(folder.resolve("second-factor.key"));
    assertThrows(IllegalStateException.class, () -> SecretSealer.in(folder).open(sealed, 7));

    Files.writeString(folder.resolve("second-factor.key"), "AAAA");
    String message =
        assertThrows(IllegalStateException.class, () -> SecretSealer.in(folder)).getMessage();
    assertTrue(message.contains("must hold 32 bytes"), message);
  }
}
