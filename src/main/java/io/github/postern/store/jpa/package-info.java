/**
 * The store of keys with Jakarta Persistence. {@link io.github.postern.store.jpa.StoreSettings}
 * opens it, which is all that others see. Start at {@code JpaKeyStore}: the {@code ...Row} classes
 * are the entities, the {@code ...Statements} classes and {@code KeySearch} read and write them, a
 * {@code TransactionRunner} repeats what another node came in the way of, and a {@code RowVerifier}
 * believes a row only if Postern wrote it.
 *
 * <p>Depends on {@code store}, {@code store.schema}, {@code database}, {@code spi},
 * {@code keyring}, {@code settings}, {@code key} and {@code text}; it is the only package that
 * works with {@code jakarta.persistence}.
 */
@NullMarked
package io.github.postern.store.jpa;

import org.jspecify.annotations.NullMarked;
