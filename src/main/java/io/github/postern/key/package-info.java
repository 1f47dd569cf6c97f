/**
 * The values that every other package speaks of: the id, the state, the secret and the owner of a
 * key.
 *
 * <p>Depends on the JDK only. Values are immutable and safe for use by many threads.
 */
@NullMarked
package io.github.postern.key;

import org.jspecify.annotations.NullMarked;
