/**
 * What the application knows about the owners of keys: the extension point that makes a key die with its owner.
 *
 * <p>Depends on {@code key} only.
 */
package io.github.postern.owner;
