/** A small application with Jakarta Faces and CDI. */
package stranger.faces;
