/**
 * Where keys are kept, and the only place where the two flows of the library meet.
 * {@link io.github.postern.store.KeyStore} is what the others see;
 * {@link io.github.postern.store.JpaKeyStore} is the implementation with Jakarta Persistence, on a
 * {@link io.github.postern.database.Database}. {@link io.github.postern.store.ChangePoller} and
 * {@link io.github.postern.store.UseRecorder}, {@link io.github.postern.store.RefusedUseCounter}
 * and {@link io.github.postern.store.EventRecorder} are the work that goes on beside requests.
 *
 * <p>Depends on {@code store.schema}, {@code database}, {@code spi} (for the events),
 * {@code keyring}, {@code key} and {@code text}, and is the only package that uses
 * {@code jakarta.persistence}.
 */
package io.github.postern.store;
