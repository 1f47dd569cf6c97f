/**
 * A request with a key: from the header to the identity that the application sees.
 * {@link io.github.postern.auth.KeyAuthentication} puts the parts together, by what
 * {@link io.github.postern.auth.AuthSettings} has read. To follow a request, start at
 * {@code ApiKeyFilter}; the other files are its stops, in this order: {@code KeyAuthenticator},
 * {@code CredentialExtractor}, {@code KeyVerifier} (with {@code KeyLookup} and {@code Ownership}),
 * then {@code RequestIdentity} or {@code ErrorResponses}. Constraints that were moved out of
 * {@code web.xml} are those of {@code constraint}.
 *
 * <p>Depends on {@code constraint}, {@code http}, {@code store}, {@code spi}, {@code policy},
 * {@code keyring}, {@code settings}, {@code key} and {@code text}; knows nothing of issuing.
 */
@NullMarked
package io.github.postern.auth;

import org.jspecify.annotations.NullMarked;
