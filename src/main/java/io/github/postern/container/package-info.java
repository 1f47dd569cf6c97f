/**
 * Keys for the container itself, by Jakarta Authentication 3.0 and Jakarta Security 3.0: the
 * container then knows the owner of a key as if it had logged that one in, and so do EJBs,
 * {@code @RolesAllowed} and {@code SecurityContext}. Start at {@code KeyAuthModule};
 * {@code ApplicationLogin} is what everybody without a key gets.
 *
 * <p>Nothing here but {@code ContainerSettings} and {@code Specifications} may be loaded where the
 * server lacks these specifications. Depends on {@code auth}, {@code constraint}, {@code http},
 * {@code spi}, {@code settings} and {@code xml}.
 */
@NullMarked
package io.github.postern.container;

import org.jspecify.annotations.NullMarked;
