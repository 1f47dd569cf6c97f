/**
 * Each place where applications keep a login, with the real thing, over HTTP: who the key belongs
 * to and when it ends.
 */
package io.github.postern.logins;
