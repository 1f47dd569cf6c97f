/**
 * Postern lets the users of an existing web application create API keys, and their scripts use
 * them. This package only wires: {@link io.github.postern.settings.Setting} lists every setting,
 * each package makes its parts out of them in its class {@code ...Settings}, one class of each
 * makes the rest, {@link io.github.postern.PosternBuilder} puts these together,
 * {@link io.github.postern.PosternInitializer} registers them. No other package imports it.
 *
 * <p>There are two flows, and they meet only in the store.
 *
 * <p><b>A request with a key</b>: {@code ApiKeyFilter} &rarr; {@code KeyAuthenticator} &rarr;
 * {@code CredentialExtractor} (absent, one credential, unreadable) &rarr; {@code KeyVerifier},
 * which asks {@code KeyLookup} (cache, checksum, store, digest), then judges expiry, state, owner,
 * network and scope on every request. The filter lets the request go on as its owner by
 * {@code RequestIdentity}, or {@code ErrorResponses} wrote the one answer. Where a setting asks for
 * it, {@code container} puts the same {@code KeyAuthenticator} before the container's own
 * constraints, and {@code bridge} tells Spring Security of the owner.
 *
 * <p><b>A login that wants a key</b>: {@code KeyManagementServlet} finds the row of its table, asks
 * {@code CallerResolver} and so the {@link io.github.postern.spi.LoginResolver} (who, LOCAL or
 * SAML, until when, which roles), then {@code RequestGuard} (CSRF, same origin) &rarr;
 * {@code OwnKeysResource} &rarr; {@code KeyService} &rarr; {@code KeyIssuer} (inside one
 * transaction of the store: {@code Expiry} and {@code KeyQuota} by the rules of the {@code Policy})
 * &rarr; {@code KeyJson}: the secret, once.
 *
 * <pre>
 *              io.github.postern           wiring; no package imports it
 *   container, bridge
 *            auth          manage
 *         constraint            issue
 *              \     http    /
 *               \   policy    /           login; directory: owners in a database, LDAP or SCIM
 *                    store                 the contract, the values, the background work
 *                  store.jpa               the one implementation, with jakarta.persistence
 *                 store.schema             its tables: scripts, upgrade, comparison
 *                   database               connections, for the store and for directory
 *                     spi                  what applications implement, and what these are given
 *                   keyring                secrets of keys: format, digests, peppers
 *                  settings                names, values, presets: what parts are made out of
 *                     key                  values, JDK only
 * </pre>
 */
@NullMarked
package io.github.postern;

import org.jspecify.annotations.NullMarked;
