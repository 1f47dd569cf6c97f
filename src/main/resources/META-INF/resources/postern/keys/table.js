/**
 * The list of keys: searched, sorted, and turned by the page. All keys are in memory and only one page of them in the
 * document, so it stays quick with ten thousand.
 */
import { el, icon } from '../base/dom.js';
import { KeyIndex } from './key-index.js';
import { KeyPager, PAGE_SIZES } from './pager.js';

/** With fewer keys than this, the search for one needs no help. */
const SEARCH_FROM = 6;
/** @type {Column[]} */
const SORTED_COLUMNS = ['name', 'state', 'created', 'expires', 'used'];
const LABELS = { name: 'columnName', state: 'columnState', created: 'columnCreated', expires: 'columnExpires',
  used: 'columnLastUsed' };
/** The order in which a column is sorted first. @type {Column[]} */
const FIRST_DESCENDING = ['created', 'used'];

/**
 * @typedef {import('./key-index.js').Column} Column
 * @typedef {import('../base/types.js').Key} Key
 */

/** A table that stays in the document while its rows change. */
export class KeyTable {
  /** @type {import('../base/language.js').Language} */
  #language;
  /** @type {function(Key): Element} */
  #rowOf;
  /** @type {KeyIndex} */
  #index;
  /** @type {{column: Column, descending: boolean}} */
  #sort = { column: 'created', descending: true };
  #query = '';
  /** @type {Map<Column, HTMLElement>} */
  #headings = new Map();
  /** @type {HTMLInputElement} */
  #search;
  /** @type {HTMLSelectElement} */
  #sortSelect;
  /** @type {HTMLTableElement} */
  #table;
  /** @type {HTMLElement} */
  #toolbar;
  /** @type {HTMLElement} */
  #nothing;
  /** @type {KeyPager} */
  #pager;

  /**
   * @param {import('../base/language.js').Language} language
   * @param {function(Key): Element} rowOf builds the `tbody` of a key
   */
  constructor(language, rowOf) {
    this.#language = language;
    this.#index = new KeyIndex([], language);
    this.#rowOf = rowOf;
    this.#search = el('input', { type: 'search', name: 'search', autocomplete: 'off', placeholder: language.text('search'),
      'aria-label': language.text('search'), oninput: () => this.#searched() });
    this.#sortSelect = this.#buildSortSelect();
    this.#toolbar = el('div', { class: 'toolbar', role: 'search', part: 'toolbar' },
      el('div', { class: 'search' }, icon('search'), this.#search),
      el('label', { class: 'sort-select' }, el('span', {}, language.text('sortBy')), this.#sortSelect));
    // Explicit roles: laid out as cards, a table would lose its meaning to screen readers.
    this.#table = el('table', { role: 'table', part: 'table', 'aria-label': language.text('title') }, this.#head());
    this.#nothing = el('p', { class: 'nothing', 'data-role': 'nothing' }, language.text('nothingFound'));
    this.#pager = new KeyPager(language, () => this.#render());
    this.element = el('div', { class: 'list' }, this.#toolbar, this.#table, this.#nothing, this.#pager.element);
  }

  /**
   * Takes other keys; search, order and page stay.
   * @param {Key[]} keys newest first
   */
  set keys(keys) {
    this.#index.stop();
    this.#index = new KeyIndex(keys, this.#language);
    this.#render();
    this.#index.prepare();
  }

  /**
   * Turns to the page of a key.
   * @param {string} id
   * @returns {?HTMLTableSectionElement} its row; null if there is no such key
   */
  show(id) {
    const find = () => this.#found().findIndex(key => key.id === id);
    if (find() < 0) {
      this.#query = this.#search.value = '';
    }
    const place = find();
    if (place < 0) {
      return null;
    }
    this.#pager.turnTo(place);
    this.#render();
    return this.rowOf(id);
  }

  /**
   * The row of a key on this page.
   * @param {string} id
   */
  rowOf(id) {
    return [...this.#table.tBodies].find(row => row.dataset.key === id) ?? null;
  }

  get firstId() {
    return this.#found()[0]?.id ?? null;
  }

  #searched() {
    this.#query = this.#search.value;
    this.#pager.turnTo(0);
    this.#render();
  }

  /** Shows a page, and leaves the focus where it was. */
  #render() {
    const found = this.#found();
    const shown = this.#pager.show(found, this.#index.size > PAGE_SIZES[0] || this.#query !== '');
    const focused = this.#focused();
    for (const row of [...this.#table.tBodies]) {
      row.remove();
    }
    this.#table.append(...shown.map(key => this.#rowOf(key)));
    this.#restore(focused);
    this.#toolbar.hidden = this.#index.size < SEARCH_FROM;
    this.#table.hidden = found.length === 0;
    this.#nothing.hidden = found.length > 0;
  }

  #focused() {
    const { activeElement } = /** @type {ShadowRoot} */ (this.element.getRootNode());
    const active = activeElement instanceof HTMLElement ? activeElement : null;
    const row = /** @type {?HTMLElement|undefined} */ (active?.closest('tbody[data-key]'));
    return row ? { id: String(row.dataset.key), action: active?.dataset.action } : null;
  }

  /** @param {?{id: string, action: string|undefined}} focused */
  #restore(focused) {
    const row = focused && this.rowOf(focused.id);
    const control = row?.querySelector(`[data-action="${focused?.action}"]`) ?? row?.querySelector('[data-action="details"]');
    /** @type {?HTMLElement|undefined} */ (control)?.focus({ preventScroll: true });
  }

  #found() {
    return this.#index.find(this.#query, this.#sort);
  }

  /**
   * @param {Column} column
   * @param {boolean} descending
   */
  #sortBy(column, descending) {
    this.#sort = { column, descending };
    this.#pager.turnTo(0);
    for (const [name, heading] of this.#headings) {
      const direction = descending ? 'descending' : 'ascending';
      if (name === column) {
        heading.setAttribute('aria-sort', direction);
      } else {
        heading.removeAttribute('aria-sort');
      }
    }
    this.#sortSelect.value = column;
    this.#render();
  }

  /** @param {Column} column */
  #turnOver(column) {
    if (this.#sort.column === column) {
      this.#sortBy(column, !this.#sort.descending);
    } else {
      this.#turnTo(column);
    }
  }

  /** @param {Column} column */
  #turnTo(column) {
    this.#sortBy(column, FIRST_DESCENDING.includes(column));
  }

  #head() {
    const language = this.#language;
    const cells = SORTED_COLUMNS.map(column => {
      const heading = el('th', { role: 'columnheader', scope: 'col',
        'aria-sort': column === this.#sort.column ? 'descending' : null },
      el('button', { type: 'button', class: 'sort', 'data-action': `sort-${column}`, onclick: () => this.#turnOver(column) },
        el('span', {}, language.text(LABELS[column])), icon('chevron')));
      this.#headings.set(column, heading);
      return heading;
    });
    const actions = el('th', { role: 'columnheader', scope: 'col' },
      el('span', { class: 'visually-hidden' }, language.text('columnActions')));
    return el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, cells, actions));
  }

  /** Cards have no headings to click. */
  #buildSortSelect() {
    const options = SORTED_COLUMNS.map(column => el('option', { value: column, selected: column === this.#sort.column },
      this.#language.text(LABELS[column])));
    /** @type {HTMLSelectElement} */
    const select = el('select', { name: 'sort', onchange: () =>
      this.#turnTo(/** @type {Column} */ (select.value)) }, options);
    return select;
  }
}
