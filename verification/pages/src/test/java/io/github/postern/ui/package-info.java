/**
 * The pages in a real browser, as people see and use them. Their pictures are in
 * {@code target/screenshots}.
 */
package io.github.postern.ui;
