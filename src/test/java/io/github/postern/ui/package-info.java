/**
 * The JavaScript of the pages without a browser; in one they are tried by
 * {@code verification/pages}.
 */
package io.github.postern.ui;
