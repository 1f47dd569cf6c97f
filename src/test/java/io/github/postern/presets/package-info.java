/** The scenarios of docs/five-systems.md, each named by its number. */
package io.github.postern.presets;
