package io.github.postern.store;

import io.github.postern.key.KeyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a key was used and let in.
 *
 * @param id which key
 * @param at when
 * @param from the network address of the client; may be null
 */
public record KeyUse(KeyId id, Instant at, @Nullable String from) {}
