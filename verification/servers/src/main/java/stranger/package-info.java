/**
 * Somebody's web application, with its own login, filter, pages and errors, written without a
 * thought of API keys. Its answers show what an application sees.
 */
package stranger;
