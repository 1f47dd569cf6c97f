package io.github.postern.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RowBinderTest {

  private static final Pepper OLD =
      Pepper.keyed("old", "0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
  private static final Pepper NEW =
      Pepper.keyed("new", "fedcba9876543210".getBytes(StandardCharsets.US_ASCII));

  private final RowBinder binder = Peppers.of(List.of(NEW, OLD)).binder().orElseThrow();

  @Test
  @DisplayName("S-7: a binding is of its fields in their order, and of no others")
  void aBindingIsOfItsFieldsInTheirOrderAndOfNoOthers() {
    String binding = binder.bind(List.of("alice", "admin", "x"));
    assertTrue(binder.verifies(binding, List.of("alice", "admin", "x")));
    for (List<String> other : List.of(
        List.of("bob", "admin", "x"),
        List.of("admin", "alice", "x"),
        List.of("alic", "eadmin", "x"),
        List.of("alice", "admin"),
        List.of("alice", "admin", "x", ""),
        List.of("alice", "adminx", ""),
        List.<String>of())) {
      assertFalse(binder.verifies(binding, other), other.toString());
    }
  }

  @Test
  void aNullCountsAsAnEmptyText() {
    assertTrue(binder.verifies(binder.bind(Arrays.asList("a", null)), List.of("a", "")));
  }

  @Test
  void aRetiredPepperIsStillBelievedAndOneThatIsGoneIsNot() {
    String binding = Peppers.of(List.of(OLD)).binder().orElseThrow().bind(List.of("a"));
    assertTrue(binder.verifies(binding, List.of("a")));
    assertFalse(Peppers.of(List.of(NEW)).binder().orElseThrow().verifies(binding, List.of("a")));
    assertNotEquals(binding, binder.bind(List.of("a")));
    for (String garbage : List.of(
        "", "-", "hmac-sha256/new:", "hmac-sha256/new:zz", binding.substring(1), binding + "0")) {
      assertFalse(binder.verifies(garbage, List.of("a")), garbage);
    }
  }

  @Test
  @DisplayName("S-7: a digest of a key is never a binding, whatever somebody chose as a key")
  void aDigestOfAKeyIsNeverABinding() {
    String row = "hmac-sha256/new:" + NEW.digest(new Secret("alice")).hex();
    assertFalse(binder.verifies(row, List.of("alice")));
  }

  @Test
  void withoutAPepperNothingIsBoundAndNothingIsPrinted() {
    assertEquals(Optional.empty(), Peppers.of(List.of()).binder());
    assertFalse(binder.toString().contains("fedc"), binder.toString());
  }
}
