/**
 * The key service: who is issued which key, for how long, and what may be done with it afterwards.
 * {@link io.github.postern.issue.KeyServices} puts it together; to follow a creation, start at
 * {@link io.github.postern.issue.KeyService}.
 *
 * <p>Depends on {@code store}, {@code spi}, {@code policy}, {@code keyring}, {@code key} and
 * {@code text}; knows nothing of HTTP.
 */
@NullMarked
package io.github.postern.issue;

import org.jspecify.annotations.NullMarked;
