package io.github.postern.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealerTest {

    private static final KeyId ID = new KeyId("a".repeat(16));
    private static final Secret SECRET = new Secret("jobs_aaaaaaaaaaaaaaaa_something");

    private final Sealer sealer = sealer("r1", 1);

    @Test
    void aSealedSecretIsOpenedAgainAndNeverLooksTheSame() {
        String sealed = sealer.seal(ID, SECRET);
        assertEquals(SECRET.reveal(), sealer.open(ID, sealed).reveal());
        assertNotEquals(sealed, sealer.seal(ID, SECRET));
        assertFalse(sealed.contains("jobs"));
    }

    @Test
    void whatWasSealedForAnotherKeyWithAnotherKeyOrWasChangedIsNotOpened() {
        String sealed = sealer.seal(ID, SECRET);
        char last = sealed.charAt(sealed.length() - 5);
        String changed = sealed.substring(0, sealed.length() - 5) + (last == 'A' ? 'B' : 'A')
                + sealed.substring(sealed.length() - 4);
        assertThrows(IllegalArgumentException.class, () -> sealer.open(new KeyId("b".repeat(16)), sealed));
        assertThrows(IllegalArgumentException.class, () -> sealer("r1", 2).open(ID, sealed));
        assertThrows(IllegalArgumentException.class, () -> sealer("r2", 1).open(ID, sealed));
        assertThrows(IllegalArgumentException.class, () -> sealer.open(ID, changed));
        assertThrows(IllegalArgumentException.class, () -> sealer.open(ID, "nothing"));
    }

    @Test
    void theKeyHas32Bytes() {
        assertThrows(IllegalArgumentException.class, () -> new Sealer("r1", new byte[16], new SecureRandom()));
    }

    private static Sealer sealer(String name, int fill) {
        byte[] key = new byte[Sealer.KEY_BYTES];
        Arrays.fill(key, (byte) fill);
        return new Sealer(name, key, new SecureRandom());
    }
}
