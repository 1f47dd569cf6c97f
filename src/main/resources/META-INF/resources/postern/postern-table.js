/**
 * The list of keys: searched, sorted, and turned by the page. All keys are in memory and only one page of them in the
 * document, so it stays quick with ten thousand.
 */
import { el, icon, iconButton } from './postern-dom.js';
import { badgesOf, rankOf } from './postern-state.js';

const PREPARED_AT_ONCE = 1000;
const PAGE_SIZES = [25, 50, 100];
/** With fewer keys than this, finding one needs no help. */
const SEARCH_FROM = 6;
const SORTED_COLUMNS = ['name', 'state', 'created', 'expires', 'used'];
const LABELS = { name: 'columnName', state: 'columnState', created: 'columnCreated', expires: 'columnExpires',
  used: 'columnLastUsed' };
/** What people look for first when they choose a column. */
const FIRST_DESCENDING = ['created', 'used'];

/** A table that stays in the document while its rows change. */
export class KeyTable {
  #language;
  #rowOf;
  #entries = [];
  #orders = new Map();
  #sort = { column: 'created', descending: true };
  #query = '';
  #page = 0;
  #pageSize = PAGE_SIZES[0];
  #headings = new Map();
  #search;
  #sortSelect;
  #table;
  #toolbar;
  #nothing;
  #range = el('span', { class: 'range', role: 'status', 'data-role': 'range' });
  #pager;

  /** @param {function(object): Element} rowOf builds the `tbody` of a key */
  constructor(language, rowOf) {
    this.#language = language;
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
    this.#pager = this.#buildPager();
    this.element = el('div', { class: 'list' }, this.#toolbar, this.#table, this.#nothing, this.#pager.element);
  }

  /** Takes other keys, newest first; what is searched, sorted and shown stays. */
  set keys(keys) {
    this.#entries = keys.map((key, place) => ({ key, place, text: null }));
    this.#orders.clear();
    this.#render();
    this.#prepare();
  }

  /** Turns to the page of a key and answers its row, or null if there is no such key. */
  show(id) {
    const find = () => this.#found().findIndex(({ key }) => key.id === id);
    if (find() < 0) {
      this.#query = this.#search.value = '';
    }
    const place = find();
    if (place < 0) {
      return null;
    }
    this.#page = Math.floor(place / this.#pageSize);
    this.#render();
    return this.rowOf(id);
  }

  /** The row of a key on this page. */
  rowOf(id) {
    return [...this.#table.tBodies].find(row => row.dataset.key === id) ?? null;
  }

  get firstId() {
    return this.#found()[0]?.key.id ?? null;
  }

  /** Does beforehand, while nobody waits, what the first search and the first sorting by name would have to wait for. */
  #prepare() {
    const entries = this.#entries;
    const prepareSome = from => {
      if (entries !== this.#entries || from >= entries.length) {
        return;
      }
      entries.slice(from, from + PREPARED_AT_ONCE).forEach(entry => this.#textOf(entry));
      setTimeout(() => prepareSome(from + PREPARED_AT_ONCE));
    };
    setTimeout(() => prepareSome(0));
    setTimeout(() => entries === this.#entries && this.#ordered('name'));
  }

  #searched() {
    this.#query = this.#search.value;
    this.#page = 0;
    this.#render();
  }

  /** Shows a page, and leaves the focus where it was. */
  #render() {
    const found = this.#found();
    const pages = Math.max(1, Math.ceil(found.length / this.#pageSize));
    this.#page = Math.min(this.#page, pages - 1);
    const first = this.#page * this.#pageSize;
    const shown = found.slice(first, first + this.#pageSize);
    const focused = this.#focused();
    for (const row of [...this.#table.tBodies]) {
      row.remove();
    }
    this.#table.append(...shown.map(({ key }) => this.#rowOf(key)));
    this.#restore(focused);
    this.#toolbar.hidden = this.#entries.length < SEARCH_FROM;
    this.#table.hidden = found.length === 0;
    this.#nothing.hidden = found.length > 0;
    this.#pager.element.hidden = this.#entries.length <= PAGE_SIZES[0] && this.#query === '';
    this.#showRange(first, shown.length, found.length);
    this.#pager.previous.setAttribute('aria-disabled', String(this.#page === 0));
    this.#pager.next.setAttribute('aria-disabled', String(this.#page === pages - 1));
  }

  #showRange(first, count, all) {
    const number = value => this.#language.number(value);
    this.#range.textContent = count === 0 ? this.#language.text('nothingFound')
      : this.#language.text('range', { from: number(first + 1), to: number(first + count), all: number(all) });
  }

  #focused() {
    const active = this.element.getRootNode().activeElement;
    const row = active?.closest?.('tbody[data-key]');
    return row ? { id: row.dataset.key, action: active.dataset.action } : null;
  }

  #restore(focused) {
    const row = focused && this.rowOf(focused.id);
    const control = row?.querySelector(`[data-action="${focused.action}"]`) ?? row?.querySelector('[data-action="details"]');
    control?.focus({ preventScroll: true });
  }

  /** All of a key that is looked through; made once, when it is first needed. */
  #textOf(entry) {
    const { key } = entry;
    entry.text ??= [key.name, key.description, key.id, key.lastUsedFrom, key.refusedFrom, ...key.scopes, ...key.networks,
      ...badgesOf(key, this.#language).map(badge => badge.text)].join('\n').toLocaleLowerCase(this.#language.locale);
    return entry.text;
  }

  /** The keys that answer to what is searched for, in the order that is chosen. */
  #found() {
    const words = this.#query.toLocaleLowerCase(this.#language.locale).split(/\s+/).filter(Boolean);
    const { column, descending } = this.#sort;
    const ascending = this.#ordered(column);
    const ordered = descending ? ascending.slice().reverse() : ascending;
    return words.length === 0 ? ordered
      : ordered.filter(entry => words.every(word => this.#textOf(entry).includes(word)));
  }

  /** All keys by a column, the least first. */
  #ordered(column) {
    if (!this.#orders.has(column)) {
      const compare = this.#comparison(column);
      // The server's order, newest first, decides between equals.
      this.#orders.set(column, this.#entries.slice().sort((a, b) => compare(a, b) || b.place - a.place));
    }
    return this.#orders.get(column);
  }

  #comparison(column) {
    const { collator } = this.#language;
    const byName = (a, b) => collator.compare(a.key.name, b.key.name);
    const byTime = (member, ifNone) => {
      const times = this.#entries.map(({ key }) => (key[member] ? Date.parse(key[member]) : ifNone));
      return (a, b) => times[a.place] - times[b.place];
    };
    return {
      name: () => byName,
      state: () => (a, b) => rankOf(a.key) - rankOf(b.key) || byName(a, b),
      created: () => (a, b) => b.place - a.place,
      expires: () => byTime('expiresAt', Number.MAX_SAFE_INTEGER),
      used: () => byTime('lastUsedAt', 0),
    }[column]();
  }

  #sortBy(column, descending) {
    this.#sort = { column, descending };
    this.#page = 0;
    for (const [name, heading] of this.#headings) {
      const direction = descending ? 'descending' : 'ascending';
      name === column ? heading.setAttribute('aria-sort', direction) : heading.removeAttribute('aria-sort');
    }
    this.#sortSelect.value = column;
    this.#render();
  }

  #turnOver(column) {
    const isSame = this.#sort.column === column;
    this.#sortBy(column, isSame ? !this.#sort.descending : FIRST_DESCENDING.includes(column));
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
    const select = el('select', { name: 'sort', onchange: () =>
      this.#sortBy(select.value, FIRST_DESCENDING.includes(select.value)) }, options);
    return select;
  }

  #buildPager() {
    const language = this.#language;
    const size = el('select', { name: 'page-size', onchange: () => {
      this.#pageSize = Number(size.value);
      this.#page = 0;
      this.#render();
    } }, PAGE_SIZES.map(count => el('option', { value: count }, language.number(count))));
    // Switched off by an attribute only, so that the focus stays where it is at the first and the last page.
    const turn = (action, label, iconName, by) => iconButton(action, language.text(label), iconName, event => {
      if (event.currentTarget.getAttribute('aria-disabled') === 'false') {
        this.#page += by;
        this.#render();
      }
    });
    const previous = turn('previous-page', 'previousPage', 'previous', -1);
    const next = turn('next-page', 'nextPage', 'next', 1);
    const element = el('nav', { class: 'pager', part: 'pager', 'aria-label': language.text('pages') },
      el('label', {}, el('span', {}, language.text('perPage')), size), this.#range, el('span', {}, previous, next));
    return { element, previous, next };
  }
}
