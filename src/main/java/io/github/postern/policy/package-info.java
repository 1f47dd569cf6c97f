/**
 * Who may be issued what, and how a key is sent: rules as immutable values, which the flows read and nobody changes.
 *
 * <p>Depends on {@code key} only.
 */
package io.github.postern.policy;
