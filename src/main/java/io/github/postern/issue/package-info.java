/**
 * The key service: who is issued which key, for how long, and what may be done with it afterwards.
 * Start at {@link io.github.postern.issue.KeyService}.
 *
 * <p>Depends on {@code store}, {@code spi}, {@code policy}, {@code keyring}, {@code key} and
 * {@code text}; knows nothing of HTTP.
 */
package io.github.postern.issue;
