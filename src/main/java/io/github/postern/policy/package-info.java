/**
 * The rules for issuing and sending keys, as immutable values.
 *
 * <p>Depends on {@code settings} and {@code key} only.
 */
@NullMarked
package io.github.postern.policy;

import org.jspecify.annotations.NullMarked;
