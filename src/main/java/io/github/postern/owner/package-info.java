/**
 * The application's knowledge about the owners of keys: the extension point by which a key ends with its owner.
 *
 * <p>Depends on {@code key} only.
 */
package io.github.postern.owner;
