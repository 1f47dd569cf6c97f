/** The rows of a list of keys: their first cell, the button that opens them, and which of them are open. */
import { button, el, nameNode } from './dom.js';

/** @typedef {import('./types.js').Key} Key */

/**
 * The cell that says which key it is.
 * @param {Key} key
 */
export function nameCell(key) {
  return el('th', { role: 'rowheader', scope: 'row' }, el('div', { class: 'clamped' }, nameNode(key.name)),
    el('code', { class: 'hint', dir: 'ltr' }, `${key.id}…`));
}

/**
 * The button that shows the details of a key below its row, and hides them again.
 * @param {Key} key
 * @param {import('./language.js').Language} language
 * @param {function(): void} onclick
 */
export function detailsButton(key, language, onclick) {
  return button('details', language.text('details'), { kind: 'quiet', iconName: 'chevron',
    'aria-expanded': 'false', 'aria-label': language.text('detailsOf', key), onclick });
}

/** Which rows show the details of their key. It stays while the list is read again. */
export class OpenRows {
  /** @type {function(Key): Element} */
  #detailsOf;
  /** @type {Set<string>} */
  #ids;

  /**
   * @param {function(Key): Element} detailsOf builds what is below the row of a key
   * @param {Set<string>} [ids] of the keys whose rows are open; kept up to date
   */
  constructor(detailsOf, ids = new Set()) {
    this.#detailsOf = detailsOf;
    this.#ids = ids;
  }

  /** @param {Key} key */
  has(key) {
    return this.#ids.has(key.id);
  }

  /**
   * Forgets all others than those of these keys.
   * @param {Key[]} keys
   */
  keepOnly(keys) {
    const shown = new Set(keys.map(key => key.id));
    [...this.#ids].filter(id => !shown.has(id)).forEach(id => this.#ids.delete(id));
  }

  /**
   * Opens or closes a row.
   * @param {HTMLElement} row the `tbody` of the key
   * @param {Key} key
   * @param {boolean} [isOpen] the other state, if not given
   */
  turn(row, key, isOpen = !this.has(key)) {
    row.classList.toggle('expanded', isOpen);
    row.querySelector('[data-action="details"]')?.setAttribute('aria-expanded', String(isOpen));
    row.querySelector('.details')?.remove();
    this.#ids.delete(key.id);
    if (isOpen) {
      this.#ids.add(key.id);
      row.append(this.#detailsOf(key));
    }
  }
}
