/** The row of filters above the list. */
import { button, el } from './postern-base.js';

const TYPING_MS = 350;
const STATES = ['active', 'inactive', 'suspended', 'expired', 'superseded', 'revoked'];
const SOURCES = ['local', 'saml'];

/** Filters as the API takes them. */
export class Filters {
  #language;
  #controls = {};
  #timer = null;
  #last = '{}';
  #clear;

  /** Told the filters after each change, once somebody stops typing. */
  onchange = () => {};

  constructor(language) {
    this.#language = language;
    const text = (name, type = 'search', attributes = {}) => this.#field(name, el('input', { name, type, autocomplete: 'off',
      spellcheck: 'false', dir: type === 'search' && 'auto', maxlength: 255, ...attributes }));
    this.#clear = button('clear-filters', language.text('clearFilters'), { kind: 'quiet', onclick: () => this.clear() });
    this.element = el('form', { class: 'filters', role: 'search', part: 'filters', 'aria-label': language.text('filters'),
      oninput: event => this.#later(event.target instanceof HTMLSelectElement ? 0 : TYPING_MS),
      onsubmit: event => {
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
    const { unusedDays, ...values } = Object.fromEntries(
      Object.entries(this.#controls).map(([name, control]) => [name, control.value.trim()]));
    const days = Number(unusedDays);
    return { ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')),
      ...(Number.isInteger(days) && days > 0 && { unusedFor: `P${days}D` }) };
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

  #field(name, control) {
    this.#controls[name] = control;
    return el('label', { class: `filter ${name}` },
      el('span', { class: 'hint' }, this.#language.text(`filter_${name}`)), control);
  }

  #select(name, values, word) {
    return this.#field(name, el('select', { name }, el('option', { value: '' }, this.#language.text('filterAny')),
      values.map(value => el('option', { value }, word(value)))));
  }

  #later(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), delay);
  }

  /** Its place stays, so that nothing moves under the hands of who types. */
  #showClear(shown) {
    this.#clear.classList.toggle('unneeded', !shown);
  }

  #tell() {
    clearTimeout(this.#timer);
    const query = this.query;
    const now = JSON.stringify(query);
    this.#showClear(now !== '{}');
    if (now !== this.#last) {
      this.#last = now;
      this.onchange(query);
    }
  }
}

/** The text that names a state. */
export function stateWord(state) {
  return `state${state[0].toUpperCase()}${state.slice(1)}`;
}

/** The text that names the way in which an owner signs in. */
export function sourceWord(source) {
  return source === 'saml' ? 'loginSaml' : 'loginLocal';
}
