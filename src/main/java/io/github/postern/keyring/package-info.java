/**
 * The secrets of keys: how a key is written, made, found in a text, digested under a pepper and,
 * where it can be shown again, sealed; and how the rows of the store are authenticated.
 * {@link io.github.postern.keyring.Keyring} does it all for one application; peppers, sealer and
 * generator are its own.
 *
 * <p>Depends on {@code settings}, {@code key} and {@code text}.
 */
@NullMarked
package io.github.postern.keyring;

import org.jspecify.annotations.NullMarked;
