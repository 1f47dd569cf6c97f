package sample.login;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PasswordTest {

  @Test
  void onlyTheSamePasswordMatches() {
    String stored = Password.hash("correct horse");

    assertTrue(Password.matches("correct horse", stored));
    assertFalse(Password.matches("correct Horse", stored));
    assertFalse(Password.matches("", stored));
  }

  @Test
  void theSamePasswordIsStoredDifferentlyEachTime() {
    assertNotEquals(Password.hash("x"), Password.hash("x"));
  }

  @Test
  void whatIsStoredDoesNotContainThePassword() {
    assertFalse(Password.hash("swordfish").contains("swordfish"));
  }

  @Test
  void tooFewRoundsAreRefusedInWords() {
    String said =
        assertThrows(IllegalStateException.class, () -> Password.iterations(1)).getMessage();

    assertTrue(said.contains("at least 1000"), said);
  }

  @Test
  void whatWasDerivedWithOtherRoundsIsNotCurrent() {
    assertTrue(Password.isCurrent(Password.hash("x")));
    assertFalse(Password.isCurrent("2" + Password.hash("x")));
  }
}
