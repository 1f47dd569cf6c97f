/**
 * Who is logged in to the application, and how: the extension point {@link io.github.postern.login.LoginResolver} and those
 * that come with the library, one for each place where web applications keep a login.
 *
 * <p>Depends on {@code issue} for the value {@link io.github.postern.issue.Login}, and on {@code key}.
 */
package io.github.postern.login;
