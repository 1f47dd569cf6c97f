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
    @CsvSource({"10.0.0.0/8, 10.255.1.2", "10.1.2.3, 10.1.2.3", "0.0.0.0/0, 203.0.113.9", "192.0.2.128/25, 192.0.2.200",
        "2001:db8::/32, 2001:db8:1::5", "::1, 0:0:0:0:0:0:0:1", "10.0.0.0/8, ::ffff:10.1.2.3",
        "fe80::/10, fe80::1%eth0"})
    void anAddressInsideIsInside(String network, String address) {
        assertTrue(Network.parse(network).contains(address));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, 11.0.0.1", "192.0.2.128/25, 192.0.2.1", "2001:db8::/32, 2001:db9::1", "0.0.0.0/0, ::1",
        "10.0.0.0/8, localhost", "10.0.0.0/8, ''", "10.0.0.0/8, '10.0.0.1, 11.0.0.1'", "10.0.0.0/8, 10.0.0.1:80"})
    void anythingElseIsOutside(String network, String address) {
        assertFalse(Network.parse(network).contains(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0/8", "example.org", "::/129",
        "300.1.1.1", "10.0.0.0/8/8"})
    void whatIsNoNetworkIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
    }

    @Test
    void bitsBehindTheLengthAreAMistakeAndTheRightNetworkIsNamed() {
        String message = assertThrows(IllegalArgumentException.class, () -> Network.parse("10.1.2.3/8")).getMessage();
        assertTrue(message.contains("10.0.0.0/8"), message);
        assertEquals("10.0.0.0/8", Network.parse("10.0.0.0/8").toString());
    }

    @ParameterizedTest
    @DisplayName("S-15: a block lies in another by its addresses, not by its text")
    @CsvSource({"10.0.0.0/8, 10.0.0.0/8, true", "10.0.0.0/8, 10.1.0.0/16, true", "10.0.0.0/8, 10.255.255.255, true",
        "10.1.0.0/16, 10.0.0.0/8, false", "10.0.0.0/8, 11.0.0.0/8, false", "10.0.0.0/8, 8.0.0.0/6, false",
        "0.0.0.0/0, 10.0.0.0/8, true", "0.0.0.0/0, ::/0, false", "::/0, 2001:db8::/32, true", "::/0, 0.0.0.0/0, false",
        "2001:db8::/32, 2001:DB8:0:1::/64, true", "10.0.0.0/8, ::ffff:10.0.0.1, true", "1.0.0.0/8, 10.0.0.0/8, false"})
    void containsBlocks(String outer, String inner, boolean contains) {
        assertEquals(contains, Network.parse(outer).contains(Network.parse(inner)));
    }
}
