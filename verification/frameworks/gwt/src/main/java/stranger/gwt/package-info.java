/** The side of the server of a small application with GWT RPC. */
package stranger.gwt;
