/** The row of filters above the list. */
import { button, el } from '../base/dom.js';
import { filledIn } from '../base/filled-in.js';
import { sourceWord, stateWord } from '../base/state.js';

/** @typedef {HTMLInputElement|HTMLSelectElement} Control */

const TYPING_MS = 350;
const STATES = ['active', 'inactive', 'suspended', 'expired', 'superseded', 'revoked'];
const SOURCES = ['local', 'saml'];

/** Filters as the API takes them. */
export class Filters {
  /** @type {import('../base/language.js').Language} */
  #language;
  /** @type {Record<string, Control>} */
  #controls = {};
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #timer;
  #last = '{}';
  /** @type {HTMLButtonElement} */
  #clear;

  /** Called after each change, once the user stops typing. */
  onchange = () => {};

  /** @param {import('../base/language.js').Language} language */
  constructor(language) {
    this.#language = language;
    const text = (/** @type {string} */ name, type = 'search', attributes = {}) => this.#field(name, el('input', { name, type, autocomplete: 'off',
      spellcheck: 'false', dir: type === 'search' && 'auto', maxlength: 255, ...attributes }));
    this.#clear = button('clear-filters', language.text('clearFilters'), { kind: 'quiet', onclick: () => this.clear() });
    this.element = el('form', { class: 'filters', role: 'search', part: 'filters', 'aria-label': language.text('filters'),
      oninput: (/** @type {Event} */ event) => this.#later(event.target instanceof HTMLSelectElement ? 0 : TYPING_MS),
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        this.#tell();
      } },
      text('q'), text('owner'),
      this.#select('state', STATES, state => language.text(state === 'inactive' ? 'inactiveOrWaiting' : stateWord(state))),
      this.#select('loginSource', SOURCES, source => language.text(sourceWord(source))),
      text('createdBy'), text('unusedDays', 'number', { min: 1, max: 36500, step: 1, inputmode: 'numeric' }), this.#clear);
    this.#showClear(false);
  }

  /** The query parameters that are set. */
  get query() {
    return queryOf(Object.fromEntries(Object.entries(this.#controls).map(([name, control]) => [name, control.value])));
  }

  get owner() {
    return this.#controls.owner.value.trim();
  }

  clear() {
    for (const control of Object.values(this.#controls)) {
      control.value = '';
    }
    this.#controls.q.focus();
    this.#tell();
  }

  stop() {
    clearTimeout(this.#timer);
  }

  /**
   * @param {string} name
   * @param {Control} control
   */
  #field(name, control) {
    this.#controls[name] = control;
    return el('label', { class: `filter ${name}` },
      el('span', { class: 'hint' }, this.#language.text(`filter_${name}`)), control);
  }

  /**
   * @param {string} name
   * @param {string[]} values
   * @param {function(string): string} word
   */
  #select(name, values, word) {
    return this.#field(name, el('select', { name }, el('option', { value: '' }, this.#language.text('filterAny')),
      values.map(value => el('option', { value }, word(value)))));
  }

  /** @param {number} delay in milliseconds */
  #later(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), delay);
  }

  /**
   * Its place stays, so that nothing moves while the user types.
   * @param {boolean} shown
   */
  #showClear(shown) {
    this.#clear.classList.toggle('unneeded', !shown);
  }

  #tell() {
    clearTimeout(this.#timer);
    const now = JSON.stringify(this.query);
    this.#showClear(now !== '{}');
    if (now !== this.#last) {
      this.#last = now;
      this.onchange();
    }
  }
}

/**
 * The query parameters for what was typed and chosen.
 * @param {Record<string, string>} values by the names of the filters
 * @returns {Record<string, string>}
 */
export function queryOf({ unusedDays, ...values }) {
  const days = Number(unusedDays);
  const trimmed = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]));
  return /** @type {Record<string, string>} */ (filledIn({ ...trimmed,
    unusedFor: Number.isInteger(days) && days > 0 && `P${days}D` }));
}
