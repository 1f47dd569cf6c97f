/**
 * Where keys are kept, and the only place where the two flows of the library meet.
 * {@link io.github.postern.store.KeyStore} is the contract,
 * {@link io.github.postern.store.StoredKey} and its neighbours are the values.
 * {@link io.github.postern.store.ChangePoller}, {@link io.github.postern.store.UseRecorder},
 * {@link io.github.postern.store.RefusedUseCounter} and
 * {@link io.github.postern.store.EventRecorder} are the work that goes on beside requests. The
 * implementation is {@code store.jpa}, and nothing here knows it.
 *
 * <p>Depends on {@code spi} (for the events), {@code keyring}, {@code key} and {@code text}.
 */
package io.github.postern.store;
