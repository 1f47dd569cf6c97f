/**
 * Where keys are kept, and the only place where the two flows of the library meet. {@link
 * io.github.postern.store.KeyStore} is what the others see; {@code JpaKeyStore} is the
 * implementation with Jakarta Persistence.
 *
 * <p>Depends on {@code key} only, and is the only package that uses {@code jakarta.persistence}.
 */
package io.github.postern.store;
