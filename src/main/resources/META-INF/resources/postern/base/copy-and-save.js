/** Ways in which a text leaves the page: as a file, and through the clipboard. */
import { el } from './dom.js';

const FILE_KEPT_FOR_MS = 10_000;

/**
 * Hands a text to the browser's downloads.
 * @param {string} name of the file
 * @param {string} text
 */
export function saveFile(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), FILE_KEPT_FOR_MS);
}

/**
 * Puts a text on the clipboard.
 * @param {string} text
 * @param {HTMLElement} inside is in the open dialog: beyond it nothing can be selected
 * @returns {Promise<boolean>} whether it is there now
 */
export async function copyText(text, inside) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard without HTTPS, or not allowed: the old way through a selection.
    const carrier = el('textarea', { class: 'visually-hidden', readonly: true }, text);
    const focused = /** @type {?HTMLElement} */ (/** @type {ShadowRoot} */ (inside.getRootNode()).activeElement);
    inside.append(carrier);
    carrier.select();
    const copied = document.execCommand('copy');
    carrier.remove();
    focused?.focus();
    return copied;
  }
}
