/**
 * WARs of strangers with Postern in them: {@code FrameworkContract} is what holds for every
 * framework, its subclasses add what is special about one.
 */
package io.github.postern.frameworks;
