/**
 * A mechanism for the third stranger's application, to see whether a server asks one that stands
 * before another.
 */
package stranger.alternative;
