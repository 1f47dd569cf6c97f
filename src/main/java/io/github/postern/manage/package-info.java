/**
 * The HTTP API of the key service, for users who are logged in. Start at
 * {@link io.github.postern.manage.KeyManagementServlet}: it asks {@code RequestGuard}, finds out
 * who is there by a {@link io.github.postern.spi.LoginResolver}, and hands over to
 * {@code OwnKeysResource}, {@code AdminKeysResource} or {@code SelfResource}.
 *
 * <p>{@code openapi.yaml} is the contract. Depends on {@code http}, {@code issue}, {@code store}
 * (for the values that the key service returns), {@code spi}, {@code policy}, {@code keyring},
 * {@code settings}, {@code key} and {@code text}; knows nothing of how a request is authenticated.
 */
package io.github.postern.manage;
