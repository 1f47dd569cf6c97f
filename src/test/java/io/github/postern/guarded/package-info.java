/** Applications that leave their doors to the container: {@code <security-constraint>} and {@code <login-config>}. */
package io.github.postern.guarded;
