/** The parts of a form in which a key is described: its name, what it is for, and what it is limited to. */
import { el, nameNode } from './dom.js';
import { NO_OVERLAP, overlapsUpTo } from './validity-rules.js';

/** @typedef {import('./language.js').Language} Language */

const NAME_LENGTH = 255;
const DESCRIPTION_LENGTH = 1000;
// The server counts characters, a browser those of UTF-16: an emoji is one there and two here.
const UNITS_PER_CHARACTER = 2;

/**
 * A label above a control, with a hint and a place for what is wrong with it below.
 * @template {HTMLInputElement|HTMLTextAreaElement} [T=HTMLInputElement]
 */
export class Field {
  /** @type {HTMLElement} */
  #error;

  /**
   * @param {Language} language
   * @param {T} control with a `name`
   * @param {{label: string, hint?: import('./dom.js').Child, optional?: boolean}} words
   */
  constructor(language, control, { label, hint = null, optional = false }) {
    this.control = control;
    const { name } = control;
    control.setAttribute('aria-describedby', `${hint ? `${name}-hint ` : ''}${name}-error`);
    this.#error = el('span', { id: `${name}-error`, class: 'field-error', role: 'alert' });
    this.element = el('div', { class: 'field' },
      el('label', {}, el('span', { class: 'label' }, label, optional && ' ',
        optional && el('span', { class: 'muted' }, `(${language.text('optional')})`)), control),
      hint && el('span', { id: `${name}-hint`, class: 'hint' }, hint),
      this.#error);
  }

  /** The typed text, without the spaces around it. */
  get value() {
    return this.control.value.trim();
  }

  /**
   * Says what is wrong.
   * @param {string} text '' that nothing is
   * @returns {boolean} whether something is
   */
  wrong(text) {
    this.#error.textContent = text;
    this.control.setAttribute('aria-invalid', String(text !== ''));
    return text !== '';
  }
}

/** Name and description, for a new key or one that is edited. */
export class NameFields {
  /** @type {Language} */
  #language;
  /** @type {boolean} */
  #required;
  /** @type {Field} */
  #name;
  /** @type {Field<HTMLTextAreaElement>} */
  #description;

  /**
   * @param {Language} language
   * @param {import('./types.js').Policy} policy
   * @param {{name?: string, description?: ?string}} values
   */
  constructor(language, policy, { name, description }) {
    this.#language = language;
    this.#required = policy.name?.required ?? true;
    this.#name = new Field(language, el('input', { name: 'name', maxlength: NAME_LENGTH * UNITS_PER_CHARACTER,
      autocomplete: 'off', required: this.#required, dir: 'auto', value: name }),
    { label: language.text('name'), hint: this.#hint(policy.name?.pattern ?? null), optional: !this.#required });
    this.#description = new Field(language, el('textarea', { name: 'description', rows: 2, dir: 'auto',
      maxlength: DESCRIPTION_LENGTH * UNITS_PER_CHARACTER }, description),
    { label: language.text('description'), optional: true });
    this.elements = [this.#name.element, this.#description.element];
  }

  get name() {
    return this.#name.value;
  }

  get description() {
    return this.#description.value;
  }

  focus() {
    this.#name.control.focus();
  }

  /** Says what is missing; whether all is well. */
  check() {
    const length = [...this.name].length;
    const text = (length === 0 && this.#required && 'nameMissing') || (length > NAME_LENGTH && 'nameTooLong');
    return !this.wrongName(text ? this.#language.text(text, { amount: NAME_LENGTH }) : '');
  }

  /**
   * The changes against the values of a key.
   * @param {import('./types.js').Key} key
   */
  changesOf(key) {
    return { ...(this.name !== key.name && { name: this.name }),
      ...(this.description !== (key.description ?? '') && { description: this.description || null }) };
  }

  /**
   * Says what the server has against the name.
   * @param {string} text '' takes it back
   */
  wrongName(text) {
    return this.#name.wrong(text);
  }

  /** @param {?string} pattern */
  #hint(pattern) {
    return pattern
      ? [this.#language.text('nameHint'), ' ', this.#language.nodes('namePattern', { pattern: el('code', {}, pattern) })]
      : this.#language.text('nameHint');
  }
}

/**
 * Boxes to tick, one for each scope; null where the application defines none.
 * @param {Language} language
 * @param {{name: string}[]} scopes
 * @param {string[]} chosen
 */
export function scopesField(language, scopes, chosen = []) {
  return scopes.length === 0 ? null : el('fieldset', { class: 'field' },
    el('legend', { class: 'label' }, language.text('scopes')),
    scopes.map(({ name }) => el('label', { class: 'check' },
      el('input', { type: 'checkbox', name: 'scopes', value: name, checked: chosen.includes(name) }), nameNode(name))),
    el('span', { class: 'hint' }, language.text('scopesHint')));
}

/**
 * The scopes that are ticked.
 * @param {ParentNode} form
 */
export function scopesIn(form) {
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('[name="scopes"]:checked'));
  return [...boxes].map(box => box.value);
}

/**
 * Where addresses and networks are typed.
 * @param {string} value
 */
export function networksControl(value) {
  return el('textarea', { name: 'networks', rows: 2, dir: 'ltr', spellcheck: 'false', autocapitalize: 'off',
    placeholder: '10.0.0.0/8' }, value);
}

/**
 * The addresses and networks in a text, however they are set apart.
 * @param {string} text
 */
export function networksIn(text) {
  return text.split(/[\s,;]+/).filter(network => network !== '');
}

/**
 * A choice of one in a row of buttons.
 * @param {string} name of the radio buttons
 * @param {[value: string, label: string][]} choices
 * @param {?string} [checked]
 */
export function segments(name, choices, checked = null) {
  return el('div', { class: 'segments' }, choices.map(([value, label]) => el('label', {},
    el('input', { type: 'radio', name, value, checked: value === checked }), el('span', {}, label))));
}

/**
 * The value that is chosen in a row of buttons.
 * @param {ParentNode} root
 * @param {string} name
 */
export function chosenIn(root, name) {
  const radio = /** @type {?HTMLInputElement} */ (root.querySelector(`[name="${name}"]:checked`));
  return radio?.value ?? '';
}

/** How long the old secret works beside a new one. */
export class OverlapField {
  /**
   * @param {Language} language
   * @param {string} maximum what the policy allows, an ISO-8601 duration
   */
  constructor(language, maximum) {
    const choices = overlapsUpTo(maximum).map(overlap => /** @type {[string, string]} */ (
      [overlap, overlap === NO_OVERLAP ? language.text('overlapNone') : language.duration(overlap)]));
    /** Null where there is nothing to choose. */
    this.element = choices.length < 2 ? null : el('fieldset', { class: 'field' },
      el('legend', { class: 'label' }, language.text('overlap')),
      segments('overlap', choices, NO_OVERLAP),
      el('span', { class: 'hint' }, language.text('overlapHint')));
  }

  /** An ISO-8601 duration. */
  get value() {
    return this.element === null ? NO_OVERLAP : chosenIn(this.element, 'overlap');
  }
}
