/**
 * Another stranger's application: it leaves its doors to the container, and keeps something in an
 * EJB where there are EJBs.
 */
package stranger.guarded;
