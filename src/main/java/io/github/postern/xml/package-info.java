/** Reading XML that somebody else wrote. */
package io.github.postern.xml;
