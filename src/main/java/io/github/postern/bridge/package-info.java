/**
 * Applications whose framework keeps by itself who a request is made as:
 * {@link io.github.postern.bridge.SpringBridge}. Frameworks that ask the request (Jakarta REST,
 * Faces, Struts, GWT) need none of it.
 *
 * <p>Of the frameworks nothing is known at compile time: their classes are the application's, in
 * the version that it has.
 *
 * <p>Depends on {@code auth}, {@code spi} and {@code settings}; only the wiring knows it.
 */
@NullMarked
package io.github.postern.bridge;

import org.jspecify.annotations.NullMarked;
