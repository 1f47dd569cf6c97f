package io.github.postern.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AttributePathTest {

  /** An interface that an application exposes, with a hidden implementation. */
  public interface OwnerRecord {
    String getName();

    Optional<Optional<String>> organisation();
  }

  private static final class HiddenAccount implements OwnerRecord {
    @Override
    public String getName() {
      return "alice";
    }

    @Override
    public Optional<Optional<String>> organisation() {
      return Optional.of(Optional.of("north"));
    }
  }

  private record Hidden(String name, Map<String, Object> more) {}

  /** A bean whose getters do not what one hopes. */
  public static final class Broken {
    public String getPassword() {
      throw new IllegalArgumentException("hunter2 is wrong");
    }

    public void getNothing() {}

    public boolean isActive() {
      return true;
    }
  }

  @Test
  void aHiddenClassIsReadByItsPublicInterface() {
    assertEquals(
        Optional.of("alice"), read("account.name", Map.of("account", new HiddenAccount())));
  }

  @Test
  void optionalsWithinOptionalsAreTakenOut() {
    assertEquals(
        Optional.of("north"), read("account.organisation", Map.of("account", new HiddenAccount())));
    assertEquals(
        Optional.of("alice"),
        read("account.name", Map.of("account", Optional.of(new HiddenAccount()))));
    assertEquals(Optional.empty(), read("account.name", Map.of("account", Optional.empty())));
  }

  @Test
  void recordsMapsAndBooleanGettersAreSteps() {
    Map<String, Object> session =
        Map.of("who", new Hidden("bob", Map.of("realm", Map.of("id", 7))), "b", new Broken());
    assertEquals(Optional.of("bob"), read("who.name", session));
    assertEquals(Optional.of(7), read("who.more.realm.id", session));
    assertEquals(Optional.of(true), read("b.active", session));
    assertEquals(Optional.empty(), read("who.more.nothing.id", session));
  }

  @Test
  void anAttributeMayItselfHaveDotsInItsName() {
    assertEquals(Optional.of("x"), read("org.example.USER", Map.of("org.example.USER", "x")));
  }

  @Test
  void aGetterThatThrowsIsNamedWithoutWhatItSays() {
    IllegalStateException e = assertThrows(
        IllegalStateException.class, () -> read("b.password", Map.of("b", new Broken())));
    assertTrue(
        e.getMessage().contains("b.password")
            && e.getMessage()
                .contains("getPassword() threw " + "java.lang.IllegalArgumentException at "),
        e.getMessage());
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      assertFalse(cause.getMessage().contains("hunter2"), cause.toString());
    }
  }

  @Test
  void aStepThatLeadsNowhereIsNamed() {
    String message = assertThrows(
            IllegalStateException.class, () -> read("b.nothing", Map.of("b", new Broken())))
        .getMessage();
    assertTrue(
        message.contains("b.nothing leads nowhere")
            && message.contains("Broken has no public nothing()"),
        message);
    assertTrue(assertThrows(
            IllegalStateException.class,
            () -> read("m.x", Map.of("m", new TreeMap<>(Map.of(1, 2)))))
        .getMessage()
        .contains("are no text"));
  }

  private static Optional<Object> read(String path, Map<String, Object> attributes) {
    return AttributePath.parse(path).read(new HashMap<>(attributes)::get);
  }
}
