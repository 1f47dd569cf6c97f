/**
 * Texts that somebody else wrote: what may be shown, logged, read from a file, or parsed; and a
 * hash that stands for one. Depends on nothing.
 */
@NullMarked
package io.github.postern.text;

import org.jspecify.annotations.NullMarked;
