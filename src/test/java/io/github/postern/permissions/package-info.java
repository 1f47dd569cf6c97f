/** The permissions by role, operation and key, over HTTP. */
package io.github.postern.permissions;
