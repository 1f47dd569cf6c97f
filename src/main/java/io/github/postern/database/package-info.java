/**
 * Connections to a database, for the store of keys and for a directory of owners that is one. Start
 * at {@link io.github.postern.database.Database}: a data source of the server, a JDBC URL with a
 * small pool, the database of the application's own persistence unit, or an embedded Derby.
 * {@link io.github.postern.database.CircuitBreaker} and
 * {@link io.github.postern.database.FailFastDataSource} keep a database that is away from holding
 * up every caller, and {@link io.github.postern.database.SqlErrors} knows what the products say.
 *
 * <p>Depends on {@code settings} and {@code xml}; knows nothing of keys.
 */
@NullMarked
package io.github.postern.database;

import org.jspecify.annotations.NullMarked;
