/**
 * The current login of the application: the extension point
 * {@link io.github.postern.spi.LoginResolver} and those that come with the library, one for each
 * place where web applications keep a login. Data that a resolver does not know can be kept in the
 * session of the application; {@code SessionAttributes} read it there.
 *
 * <p>Of Spring Security, pac4j and Jakarta Security nothing is known at compile time: their classes
 * are the application's, in the version that it has.
 *
 * <p>Depends on {@code spi}, {@code settings}, {@code key}, {@code text} and {@code xml}.
 */
@NullMarked
package io.github.postern.login;

import org.jspecify.annotations.NullMarked;
