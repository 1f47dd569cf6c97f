/**
 * Somebody's web application, with its own login, filter, pages and errors, written without a
 * thought of API keys. What it answers shows what an application sees.
 */
package stranger;
