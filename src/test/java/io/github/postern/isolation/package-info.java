/** What code can get at behind the back of a request with a key: docs/isolation.md lists it. */
package io.github.postern.isolation;
