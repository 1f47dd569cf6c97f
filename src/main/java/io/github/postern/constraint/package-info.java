/**
 * The security constraints that were moved out of {@code web.xml}, so that keys are admitted where
 * their owners are allowed. Start at {@link io.github.postern.constraint.ConstraintEnforcer}, which
 * reads their file and decides about each request; {@code SecurityConstraints} combines them as the
 * container does (Servlet 6.0 section 13.8). Everybody else is sent to the container's own login,
 * {@code LoginServlet}, and comes back by a {@code ReturnPath}.
 *
 * <p>Depends on {@code http}, {@code policy}, {@code settings} and {@code xml}; knows nothing of
 * keys.
 */
@NullMarked
package io.github.postern.constraint;

import org.jspecify.annotations.NullMarked;
