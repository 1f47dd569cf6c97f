/** The part of the element that shows the keys: the list with its rows, what is said above it, and what stands there else. */
import { button, el, part } from '../base/dom.js';
import { retryNotice } from '../base/errors.js';
import { OpenRows } from '../base/rows.js';
import { detailsRow } from './details.js';
import { COLUMNS, emptyState, keyRow, remarksOnList } from './rows.js';
import { KeyTable } from './table.js';

/**
 * @typedef {import('../base/types.js').Key} Key
 * @typedef {import('./types.js').KeysPage} KeysPage
 * @typedef {import('./types.js').ReadyPage} Page
 *
 * @typedef {object} Doing What the buttons call.
 * @property {function(): void} create
 * @property {function(): void} refresh
 * @property {function(): void} deleteAll
 * @property {function(): void} dismissed called when what was said of a key on the screen is put away
 * @property {Record<string, function(Key): unknown>} withKey by action
 */

/** Which rows are open is kept while the list is read again. */
export class OwnKeys {
  /** @type {KeysPage} */
  #page;
  /** @type {Doing} */
  #doing;
  /** @type {?Key[]} */
  #keys = null;
  /** @type {?KeyTable} */
  #table = null;
  /** @type {OpenRows} */
  #open;
  /** @type {HTMLButtonElement} */
  #createButton;
  /** @type {Element} */
  #header;
  content = el('div', { class: 'content' });
  remarks = el('div', { class: 'remarks' });

  /**
   * @param {KeysPage} page
   * @param {Element} header where the button for a new key stands, unless the list is empty
   * @param {Set<string>} expanded ids of the keys whose rows are open
   * @param {Doing} doing
   */
  constructor(page, header, expanded, doing) {
    this.#page = page;
    this.#header = header;
    this.#open = new OpenRows(key => detailsRow(key, COLUMNS, this.#ready, doing.withKey), expanded);
    this.#doing = doing;
    this.#createButton = button('create', page.language.text('create'),
      { kind: 'primary', iconName: 'plus', onclick: doing.create });
  }

  get count() {
    return this.#keys?.length ?? 0;
  }

  showLoading() {
    if (this.#keys === null) {
      this.content.replaceChildren(el('div', { class: 'loading', role: 'status' }, this.#page.language.text('loading')));
    }
  }

  /**
   * @param {Page} page
   * @param {Key[]} keys
   */
  show(page, keys) {
    const { language, policy } = page;
    this.#keys = keys;
    this.showRemarks();
    if (keys.length === 0) {
      const empty = emptyState(page);
      this.#table = null;
      this.#place(empty, empty);
      return;
    }
    const table = this.#table ??= new KeyTable(language, key => this.#row(page, key));
    table.keys = keys;
    table.element.querySelector('.list-end')?.remove();
    this.#place(table.element, this.#header);
    if (keys.length > 1 && policy.operations.includes('delete')) {
      table.element.append(el('div', { class: 'list-end' }, button('delete-all', language.text('deleteAllKeys'),
        { kind: 'danger-quiet', onclick: this.#doing.deleteAll })));
    }
  }

  /** @param {unknown} error why there is no list */
  showError(error) {
    const { language } = this.#page;
    this.#keys = this.#table = null;
    this.#place(retryNotice(language, error, this.#doing.refresh, language.text('errorList')), this.#header);
  }

  showRemarks() {
    const { shown, root, policy } = this.#page;
    if (policy === null) {
      return;
    }
    const isOnScreen = root.querySelector('[data-dialog="secret"]') !== null;
    const dismiss = () => {
      shown.forget();
      this.showRemarks();
      this.#doing.dismissed();
    };
    const page = { ...this.#page, policy };
    this.remarks.replaceChildren(...remarksOnList(this.#keys ?? [], page, isOnScreen ? null : shown.read(), { dismiss,
      delete: async key => {
        if (await page.deleteKey(key)) {
          dismiss();
        }
      } }).filter(remark => remark instanceof Node));
  }

  /**
   * Opens the row of a key, or of the first one.
   * @param {string} [id]
   */
  open(id = this.#table?.firstId ?? undefined) {
    const row = id ? this.#table?.show(id) : null;
    const key = this.#keys?.find(candidate => candidate.id === id);
    if (row && key) {
      this.#open.turn(row, key, true);
      part(row, '[data-action="details"]').focus({ preventScroll: true });
      row.scrollIntoView({ block: 'nearest' });
    }
  }

  /**
   * Turns to a key and puts the focus there.
   * @param {string} id
   */
  focus(id) {
    const row = this.#table?.show(id);
    if (row) {
      part(row, '[data-action="details"]').focus();
    }
  }

  /**
   * There is one button for a new key, in the header or within an empty list, so that focus can return to it.
   * @param {HTMLElement} content
   * @param {Element} buttonPlace
   */
  #place(content, buttonPlace) {
    const { policy } = this.#page;
    if (this.content.firstChild !== content) {
      this.content.replaceChildren(content);
    }
    // An unknown policy hides nothing: the dialog says what is wrong.
    if (policy !== null && !policy.operations.includes('create')) {
      this.#createButton.remove();
    } else if (this.#createButton.parentNode !== buttonPlace) {
      buttonPlace.append(this.#createButton);
    }
  }

  /**
   * @param {Page} page
   * @param {Key} key
   */
  #row(page, key) {
    const row = keyRow(key, page, { details: () => this.#open.turn(row, key), delete: () => this.#doing.withKey.delete(key) });
    if (this.#open.has(key)) {
      this.#open.turn(row, key, true);
    }
    return row;
  }

  /** The page with what the policy was at the last reading: before that, there are no rows. */
  get #ready() {
    return /** @type {Page} */ (this.#page);
  }
}
