/**
 * Applications with container-managed security: {@code <security-constraint>} and
 * {@code <login-config>}.
 */
package io.github.postern.guarded;
