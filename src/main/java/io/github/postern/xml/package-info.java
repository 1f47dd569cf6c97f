/** Reading XML that somebody else wrote. */
@NullMarked
package io.github.postern.xml;

import org.jspecify.annotations.NullMarked;
