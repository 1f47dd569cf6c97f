/** Reading XML that somebody else wrote. Depends on nothing. */
@NullMarked
package io.github.postern.xml;

import org.jspecify.annotations.NullMarked;
