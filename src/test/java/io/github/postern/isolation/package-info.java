/** Ways of code past the wrapper of a request with a key: docs/isolation.md lists it. */
package io.github.postern.isolation;
