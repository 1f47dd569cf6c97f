/**
 * The directories of owners that need settings only: a database, LDAP, SCIM.
 * {@link io.github.postern.directory.ConfiguredDirectory} is what the others see; it asks one
 * {@code OwnerSource} and keeps a failing one from holding up requests. Each source answers active,
 * disabled or gone; whatever else happens is an error, and nobody is let in.
 *
 * <p>Depends on {@code database} (for the connections), {@code spi}, {@code settings}, {@code key}
 * and {@code text}.
 */
@NullMarked
package io.github.postern.directory;

import org.jspecify.annotations.NullMarked;
