/**
 * The rules for issuing and sending keys, as immutable values.
 *
 * <p>Depends on {@code key} only.
 */
@NullMarked
package io.github.postern.policy;

import org.jspecify.annotations.NullMarked;
