package io.github.postern.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.LoginSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTextsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\u0000b",
        "a\u0085b",
        "a\u2028b",
        "\ud800x",
        "x\udc00",
        " alice",
        "alice ",
        "alice\u2003",
        "\u00a0alice",
        "\talice",
        " ",
        ""
      })
  void aUserNameWithOddCharactersIsDescribedAndNotRepeated(String name) {
    String message = assertThrows(
            IllegalStateException.class, () -> LoginTexts.owner("postern.login.user", name))
        .getMessage();
    assertTrue(message.contains("postern.login.user"), message);
    assertFalse(name.length() > 1 && message.contains(name), message);
    assertTrue(message.chars().noneMatch(Character::isISOControl), message);
  }

  @Test
  void theMessageTellsWhichCharacterItIs() {
    assertTrue(assertThrows(IllegalStateException.class, () -> LoginTexts.owner("x", "al\nice"))
        .getMessage()
        .contains("has the character U+000A as number 3 of 6"));
    assertTrue(assertThrows(
            IllegalStateException.class, () -> LoginTexts.owner("x", "a".repeat(256)))
        .getMessage()
        .contains("has 256 characters"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice",
        "Jürgen Groß",
        "DOMAIN\\alice",
        "alice@example.com",
        "CN=alice, O=x",
        "名前",
        "😀",
        "O'Neill"
      })
  void ordinaryNamesOfThisWorldAreNames(String name) {
    assertEquals(name, LoginTexts.owner("x", name).name());
  }

  @Test
  void rolesComeInManyForms() {
    assertEquals(Set.of("a", "b c"), LoginTexts.roles("x", " a ,, b c "));
    assertEquals(Set.of("a", "b"), LoginTexts.roles("x", new String[] {"a", null, "b"}));
    assertEquals(
        Set.of("SAML", "LOCAL"),
        LoginTexts.roles("x", Arrays.asList(LoginSource.SAML, null, LoginSource.LOCAL)));
    assertThrows(
        IllegalStateException.class, () -> LoginTexts.roles("x", List.of("user\nadministrator")));
  }

  @Test
  void aSourceIsLocalOrSaml() {
    assertEquals(LoginSource.SAML, LoginTexts.source("x", "SAML "));
    String message = assertThrows(
            IllegalStateException.class,
            () -> LoginTexts.source("postern.login.source", "a-secret-token-of-some-length"))
        .getMessage();
    assertTrue(message.contains("'local' or 'saml'") && !message.contains("a-secret"), message);
    assertTrue(assertThrows(IllegalStateException.class, () -> LoginTexts.source("x", "ldap"))
        .getMessage()
        .contains("'ldap'"));
  }
}
