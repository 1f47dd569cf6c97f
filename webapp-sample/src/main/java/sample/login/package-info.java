/**
 * The application's own login: users with passwords, a session that remembers them, a filter in
 * front of all pages.
 */
package sample.login;
