/** A small application with Struts. */
package stranger.struts;
