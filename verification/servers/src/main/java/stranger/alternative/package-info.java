/**
 * What is put into the third stranger's application to see whether a server asks a mechanism that
 * stands before another.
 */
package stranger.alternative;
