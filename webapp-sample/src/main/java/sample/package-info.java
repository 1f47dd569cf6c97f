/**
 * A small backup console with its own login and its own database: an application that was there
 * before Postern came.
 *
 * <p>{@link sample.Sample} starts it, {@link sample.login.LoginFilter} lets people in,
 * {@link sample.jobs.JobsServlet} is its REST API. Nothing here is written for Postern; see
 * {@code web.xml}.
 */
package sample;
