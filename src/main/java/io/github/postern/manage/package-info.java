/**
 * The HTTP API of the key service, for users who are logged in.
 * {@link io.github.postern.manage.ManagementApi} puts the parts together. To follow a call, start
 * at {@code KeyManagementServlet}: its table has every call, by method and path, with who makes it
 * and what answers it. Below the table stands the way of each call: who calls
 * ({@code CallerResolver}), may the call go on ({@code RequestGuard}, {@code Permissions}), then
 * {@code OwnKeysResource}, {@code AdminKeysResource}, {@code AdminListsResource},
 * {@code AdminOwnersResource} or {@code SelfResource}.
 *
 * <p>There is one way to say no: a check returns an optional {@code ApiResponse}, which ends the
 * call. Only what cannot be read at all is a {@code BadRequestException}.
 *
 * <p>{@code openapi.yaml} is the contract. Depends on {@code http}, {@code issue}, {@code store}
 * (for the values that the key service returns), {@code spi}, {@code policy}, {@code keyring},
 * {@code settings}, {@code key} and {@code text}; knows nothing of how a request is authenticated.
 */
@NullMarked
package io.github.postern.manage;

import org.jspecify.annotations.NullMarked;
