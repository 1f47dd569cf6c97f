package io.github.postern.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2",
    "10.1.2.3, 10.1.2.3",
    "0.0.0.0/0, 203.0.113.9",
    "192.0.2.128/25, 192.0.2.200",
    "2001:db8::/32, 2001:db8:1::5",
    "::1, 0:0:0:0:0:0:0:1",
    "10.0.0.0/8, ::ffff:10.1.2.3",
    "fe80::/10, fe80::1%eth0"
  })
  void anAddressInsideIsInside(String network, String address) {
    assertTrue(Network.parse(network).contains(address));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 11.0.0.1",
    "192.0.2.128/25, 192.0.2.1",
    "2001:db8::/32, 2001:db9::1",
    "0.0.0.0/0, ::1",
    "10.0.0.0/8, localhost",
    "10.0.0.0/8, ''",
    "10.0.0.0/8, '10.0.0.1, 11.0.0.1'"
  })
  void anythingElseIsOutside(String network, String address) {
    assertFalse(Network.parse(network).contains(address));
  }

  @ParameterizedTest
  @CsvSource({
    "::1, [0:0:0:0:0:0:0:1]",
    "::1, [::1]:1234",
    "::1/128, [::1]",
    "[::1]/128, ::1",
    "[2001:db8::]/32, [2001:db8:1::5]:443",
    "fe80::/10, [fe80::1%eth0]",
    "fe80::/10, [fe80::1%25eth0]:80",
    "fe80::1%eth0, fe80::1%eth1",
    "10.0.0.0/8, 10.0.0.1:80",
    "10.0.0.0/8, [::ffff:10.0.0.1]:80",
    "10.0.0.0/8, ::ffff:a00:1",
    "::ffff:10.0.0.0/104, 10.0.0.1",
    "[::ffff:10.0.0.0]/104, ::FFFF:10.0.0.1",
    "2001:DB8::/32, 2001:db8::1",
    "10.0.0.1, ' 10.0.0.1 '",
    "10.0.0.0/8, '\"10.0.0.1:80\"'",
    "::1, '\"[::1]:1234\"'"
  })
  @DisplayName("E-8: every spelling of an address that servers and proxies give is read")
  void everySpellingIsRead(String network, String address) {
    assertTrue(Network.parse(network).contains(address));
  }

  @ParameterizedTest
  @CsvSource({
    "::/0, '[::1'",
    "::/0, '::1]'",
    "::/0, []",
    "::/0, [::1]x",
    "::/0, '[::1]:'",
    "::/0, [::1]:99999999",
    "::/0, [::1%]",
    "::/0, [10.0.0.1]",
    "0.0.0.0/0, 10.0.0.1:",
    "0.0.0.0/0, 10.0.0.1:x",
    "0.0.0.0/0, 10.0.0.1:-1",
    "0.0.0.0/0, 300.1.1.1",
    "0.0.0.0/0, 010.1.1.1",
    "0.0.0.0/0, 1.1",
    "0.0.0.0/0, 0x7f.0.0.1",
    "0.0.0.0/0, 2130706433",
    "::/0, 1:2:3:4:5:6:7:8:9",
    "::/0, ::ffff:300.0.0.1",
    "::/0, ::ffff:010.0.0.1",
    "0.0.0.0/0, unknown",
    "0.0.0.0/0, _hidden",
    "::/0, ':::'",
    "::/0, localhost:80",
    "::/0, '::1,10.0.0.1'"
  })
  @DisplayName("E-8: what is no address lies in no network, not even in that of all")
  void whatIsNoAddressIsNowhere(String network, String address) {
    assertFalse(Network.parse(network).contains(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "300.1.1.1",
        "010.1.1.1",
        "1.1",
        "1",
        "0x7f.0.0.1",
        "0x7f000001",
        "2130706433",
        "1.2.3.4.5",
        "1.2.3.4:5",
        "[::1]:80",
        "[10.0.0.1]",
        "::ffff:300.0.0.1",
        "::ffff:010.0.0.1",
        "abc",
        "cafe.example",
        "face",
        "::ffff:10.0.0.0/95",
        "1.2.3.04"
      })
  @DisplayName("S-30: what only looks like an address is an error, and is not looked up in the DNS")
  void lookalikesAreRefusedAndNotLookedUp(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Network.parse(text)).getMessage();
    assertTrue(message.contains("'" + text + "'"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.9.9.9, true",
    "::1, true",
    "[0:0:0:0:0:0:0:1], true",
    "[::1]:5, true",
    "127.0.0.1:5, true",
    "::ffff:127.0.0.1, true",
    "10.0.0.1, false",
    "128.0.0.1, false",
    "::2, false",
    "localhost, false",
    "'', false"
  })
  @DisplayName("E-7: the machine itself is known in every spelling")
  void theMachineItselfIsKnown(String address, boolean loopback) {
    assertEquals(loopback, Network.isLoopback(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/x",
        "10.0.0/8",
        "example.org",
        "::/129",
        "300.1.1.1",
        "10.0.0.0/8/8"
      })
  void whatIsNoNetworkIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
  }

  @Test
  void bitsBehindTheLengthAreAMistakeAndTheRightNetworkIsNamed() {
    String message = assertThrows(IllegalArgumentException.class, () -> Network.parse("10.1.2.3/8"))
        .getMessage();
    assertTrue(message.contains("10.0.0.0/8"), message);
    assertEquals("10.0.0.0/8", Network.parse("10.0.0.0/8").toString());
  }

  @ParameterizedTest
  @DisplayName("S-15: a block lies in another by its addresses, not by its text")
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0/8, true",
    "10.0.0.0/8, 10.1.0.0/16, true",
    "10.0.0.0/8, 10.255.255.255, true",
    "10.1.0.0/16, 10.0.0.0/8, false",
    "10.0.0.0/8, 11.0.0.0/8, false",
    "10.0.0.0/8, 8.0.0.0/6, false",
    "0.0.0.0/0, 10.0.0.0/8, true",
    "0.0.0.0/0, ::/0, false",
    "::/0, 2001:db8::/32, true",
    "::/0, 0.0.0.0/0, false",
    "2001:db8::/32, 2001:DB8:0:1::/64, true",
    "10.0.0.0/8, ::ffff:10.0.0.1, true",
    "1.0.0.0/8, 10.0.0.0/8, false"
  })
  void containsBlocks(String outer, String inner, boolean contains) {
    assertEquals(contains, Network.parse(outer).contains(Network.parse(inner)));
  }
}
