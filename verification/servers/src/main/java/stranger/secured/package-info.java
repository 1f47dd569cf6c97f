/**
 * A third stranger's application: people log in by Jakarta Security, and who they are the
 * application knows itself.
 */
package stranger.secured;
