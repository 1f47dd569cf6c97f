/**
 * Where keys are kept, and the only place where the two flows of the library meet.
 * {@link io.github.postern.store.KeyStore} is the contract,
 * {@link io.github.postern.store.StoredKey} and its neighbours are the values.
 * {@link io.github.postern.store.StoreServices} is a store with what goes on beside requests: the
 * events, and {@code ChangePoller}, {@code UseRecorder}, {@code RefusedUseCounter} and
 * {@code EventRecorder}. The implementation is {@code store.jpa}, and nothing here knows it.
 *
 * <p>Depends on {@code spi} (for the events), {@code keyring}, {@code key} and {@code text}.
 */
@NullMarked
package io.github.postern.store;

import org.jspecify.annotations.NullMarked;
