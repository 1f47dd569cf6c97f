/**
 * The tables in a database, apart from what is in them. Start at
 * {@link io.github.postern.store.schema.Schema}: it creates and upgrades them by the scripts for
 * the product, which lie in the folder of this package, and compares them with what the rows of the
 * store declare; a {@code SchemaHistory} keeps what was run.
 *
 * <p>Depends on {@code database} and {@code text}; of {@code jakarta.persistence} it uses the
 * annotations only. It is the only package that knows MyBatis Migrations.
 */
@NullMarked
package io.github.postern.store.schema;

import org.jspecify.annotations.NullMarked;
