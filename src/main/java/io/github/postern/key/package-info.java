/**
 * The values that every other package speaks of: keys, their ids and digests, their owners.
 *
 * <p>Depends on the JDK only. Values are immutable and safe for use by many threads.
 */
package io.github.postern.key;
