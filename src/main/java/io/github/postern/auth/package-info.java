/**
 * A request with a key: from the header to the identity that the application sees. Start at
 * {@link io.github.postern.auth.ApiKeyFilter}; the other files are its stops, in this order:
 * {@code KeyAuthenticator}, {@code CredentialExtractor}, {@code KeyVerifier} (with
 * {@code KeyLookup} and {@code Ownership}), then {@code RequestIdentity} or {@code ErrorResponses}.
 * Constraints that were moved out of {@code web.xml} are those of {@code constraint}.
 *
 * <p>Depends on {@code constraint}, {@code http}, {@code store}, {@code spi}, {@code policy},
 * {@code keyring}, {@code settings}, {@code key} and {@code text}; knows nothing of issuing.
 */
package io.github.postern.auth;
