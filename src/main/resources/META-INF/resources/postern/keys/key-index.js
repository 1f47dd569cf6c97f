/** All keys of the list, searched and sorted in memory. Computed only; nothing here shows anything. */
import { badgeText } from '../base/facts.js';
import { rankOf } from '../base/state.js';
import { badgesOf } from './details.js';

/**
 * @typedef {import('../base/types.js').Key} Key
 * @typedef {'name'|'state'|'created'|'expires'|'used'} Column
 * @typedef {{key: Key, place: number, text: ?string}} Entry a key, its place in the server's order, and what is searched
 */

const PREPARED_AT_ONCE = 1000;

/** It stays quick with ten thousand keys. */
export class KeyIndex {
  /** @type {import('../base/language.js').Language} */
  #language;
  /** @type {Entry[]} */
  #entries;
  /** @type {Map<Column, Entry[]>} */
  #orders = new Map();
  #isCurrent = true;

  /**
   * @param {Key[]} keys newest first
   * @param {import('../base/language.js').Language} language
   */
  constructor(keys, language) {
    this.#language = language;
    this.#entries = keys.map((key, place) => ({ key, place, text: null }));
  }

  get size() {
    return this.#entries.length;
  }

  /**
   * The keys that have all words of a query, in an order.
   * @param {string} query
   * @param {{column: Column, descending: boolean}} order
   * @returns {Key[]}
   */
  find(query, { column, descending }) {
    const words = query.toLocaleLowerCase(this.#language.locale).split(/\s+/).filter(Boolean);
    const ascending = this.#ordered(column);
    const ordered = descending ? ascending.slice().reverse() : ascending;
    const found = words.length === 0 ? ordered
      : ordered.filter(entry => words.every(word => this.#textOf(entry).includes(word)));
    return found.map(({ key }) => key);
  }

  /** Does beforehand, while nobody waits, what the first search and the first sorting by name would have to wait for. */
  prepare() {
    const prepareSome = (/** @type {number} */ from) => {
      if (!this.#isCurrent || from >= this.#entries.length) {
        return;
      }
      this.#entries.slice(from, from + PREPARED_AT_ONCE).forEach(entry => this.#textOf(entry));
      setTimeout(() => prepareSome(from + PREPARED_AT_ONCE));
    };
    setTimeout(() => prepareSome(0));
    setTimeout(() => this.#isCurrent && this.#ordered('name'));
  }

  /** Leaves off preparing. */
  stop() {
    this.#isCurrent = false;
  }

  /**
   * All of a key that is looked through; made once, when it is first needed.
   * @param {Entry} entry
   */
  #textOf(entry) {
    const { key } = entry;
    entry.text ??= [key.name, key.description, key.id, key.lastUsedFrom, key.refusedFrom, ...key.scopes, ...key.networks,
      ...badgesOf(key).map(badge => badgeText(badge, this.#language))].join('\n').toLocaleLowerCase(this.#language.locale);
    return entry.text;
  }

  /**
   * All keys by a column, the least first.
   * @param {Column} column
   */
  #ordered(column) {
    const known = this.#orders.get(column);
    if (known) {
      return known;
    }
    const compare = this.#comparison(column);
    // The server's order, newest first, decides between equals.
    const ordered = this.#entries.slice().sort((a, b) => compare(a, b) || b.place - a.place);
    this.#orders.set(column, ordered);
    return ordered;
  }

  /**
   * @param {Column} column
   * @returns {function(Entry, Entry): number}
   */
  #comparison(column) {
    const { collator } = this.#language;
    const byName = (/** @type {Entry} */ a, /** @type {Entry} */ b) => collator.compare(a.key.name, b.key.name);
    switch (column) {
      case 'name': return byName;
      case 'state': return (a, b) => rankOf(a.key) - rankOf(b.key) || byName(a, b);
      case 'created': return (a, b) => b.place - a.place;
      case 'expires': return this.#byTime('expiresAt', Number.MAX_SAFE_INTEGER);
      default: return this.#byTime('lastUsedAt', 0);
    }
  }

  /**
   * @param {'expiresAt'|'lastUsedAt'} member
   * @param {number} ifNone
   * @returns {function(Entry, Entry): number}
   */
  #byTime(member, ifNone) {
    const times = this.#entries.map(({ key }) => (key[member] ? Date.parse(String(key[member])) : ifNone));
    return (a, b) => times[a.place] - times[b.place];
  }
}
