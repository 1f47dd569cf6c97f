/**
 * The settings of one application: their names and rules
 * ({@link io.github.postern.settings.Setting}), where their values come from, presets, and how one
 * value is read ({@link io.github.postern.settings.Settings}). Each package makes its own parts out
 * of them, in its class whose name ends in {@code Settings}.
 *
 * <p>Depends on {@code key} only, and on nothing of the server.
 */
@NullMarked
package io.github.postern.settings;

import org.jspecify.annotations.NullMarked;
