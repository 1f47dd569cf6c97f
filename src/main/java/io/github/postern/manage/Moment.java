package io.github.postern.manage;

import io.github.postern.key.Suspension;
import java.time.Instant;

/**
 * What the state of a key depends on beside the key.
 *
 * @param now the time
 * @param suspension when keys sleep
 */
record Moment(Instant now, Suspension suspension) {
}
