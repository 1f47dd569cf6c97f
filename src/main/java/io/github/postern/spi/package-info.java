/**
 * The extension points of Postern, and the values that an application is given or returns there. An
 * implementation is named in {@code META-INF/services} or given to the
 * {@link io.github.postern.PosternBuilder}:
 *
 * <ul>
 *   <li>{@link io.github.postern.spi.LoginResolver} finds the current
 *       {@link io.github.postern.spi.Login}.
 *   <li>{@link io.github.postern.spi.OwnerDirectory} knows the
 *       {@link io.github.postern.spi.OwnerStatus} of a key's owner.
 *   <li>{@link io.github.postern.spi.IssuanceRule} sees the owner's keys as
 *       {@link io.github.postern.spi.ApiKey}s and may answer a
 *       {@link io.github.postern.spi.KeyRequest} with a {@link io.github.postern.spi.Refusal}.
 *   <li>{@link io.github.postern.spi.KeyEventListener} receives each
 *       {@link io.github.postern.spi.KeyEvent}.
 *   <li>{@link io.github.postern.spi.SessionBridge} fills the session of a request that is made as
 *       an {@link io.github.postern.spi.ApiKeyPrincipal}, which is also what
 *       {@code getUserPrincipal()} returns then.
 * </ul>
 *
 * <p>Values are immutable. Depends on {@code key} only.
 */
@NullMarked
package io.github.postern.spi;

import org.jspecify.annotations.NullMarked;
