/** Who may do what to which key, over HTTP. */
package io.github.postern.permissions;
