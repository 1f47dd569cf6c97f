/** The forms in which people describe a key: its name, what it is for, and what it is limited to. */
import { el, nameNode, notice } from './postern-dom.js';
import { ChosenValidity, FixedValidity } from './postern-validity.js';

const NAME_LENGTH = 255;
const DESCRIPTION_LENGTH = 1000;
// The server counts characters, a browser those of UTF-16: an emoji is one there and two here.
const UNITS_PER_CHARACTER = 2;

/** A label above a control, with a hint and a place for what is wrong with it below. */
export class Field {
  #error;

  /** @param {HTMLElement} control with a `name` */
  constructor(language, control, { label, hint = null, optional = false }) {
    this.control = control;
    const name = control.getAttribute('name');
    control.setAttribute('aria-describedby', `${hint ? `${name}-hint ` : ''}${name}-error`);
    this.#error = el('span', { id: `${name}-error`, class: 'field-error', role: 'alert' });
    this.element = el('div', { class: 'field' },
      el('label', {}, el('span', { class: 'label' }, label, optional && ' ',
        optional && el('span', { class: 'muted' }, `(${language.text('optional')})`)), control),
      hint && el('span', { id: `${name}-hint`, class: 'hint' }, hint),
      this.#error);
  }

  /** Says what is wrong, or with '' that nothing is; whether something is. */
  wrong(text) {
    this.#error.textContent = text;
    this.control.setAttribute('aria-invalid', String(text !== ''));
    return text !== '';
  }
}

/** Name and description, for a new key or one that is edited. */
export class NameFields {
  #language;
  #required;
  #name;
  #description;

  constructor(language, policy, { name, description }) {
    this.#language = language;
    this.#required = policy.name?.required ?? true;
    this.#name = new Field(language, el('input', { name: 'name', maxlength: NAME_LENGTH * UNITS_PER_CHARACTER,
      autocomplete: 'off', required: this.#required, dir: 'auto', value: name }),
    { label: language.text('name'), hint: this.#hint(policy.name?.pattern), optional: !this.#required });
    this.#description = new Field(language, el('textarea', { name: 'description', rows: 2, dir: 'auto',
      maxlength: DESCRIPTION_LENGTH * UNITS_PER_CHARACTER }, description),
    { label: language.text('description'), optional: true });
    this.elements = [this.#name.element, this.#description.element];
  }

  get name() {
    return this.#name.control.value.trim();
  }

  get description() {
    return this.#description.control.value.trim();
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

  /** Says what the server has against the name; '' takes it back. */
  wrongName(text) {
    return this.#name.wrong(text);
  }

  #hint(pattern) {
    return pattern
      ? [this.#language.text('nameHint'), ' ', this.#language.nodes('namePattern', { pattern: el('code', {}, pattern) })]
      : this.#language.text('nameHint');
  }
}

/** Name, description, validity, scopes and networks, as far as the policy leaves them to the owner. */
export class CreateForm {
  #language;
  #names;
  #validity;
  #networks = null;
  #errors = el('div', { class: 'errors' });

  /**
   * @param {object} policy as the API answered it
   * @param {{draft: object, replaced: string[], notices: Node[], onchange: function()}} options
   */
  constructor(policy, { language, api, draft, replaced, notices, onchange }) {
    this.#language = language;
    this.#names = new NameFields(language, policy, draft);
    this.#validity = policy.validity.choice === 'fixed'
      ? new FixedValidity(policy.validity, language, policy.loginSource)
      : new ChosenValidity(policy.validity, language, api, { remembered: draft });
    this.element = el('form', { id: 'form', novalidate: true, oninput: onchange },
      notices,
      el('p', { class: 'muted' }, language.nodes('createFor', { owner: nameNode(policy.owner) })),
      replaced.length > 0 && notice('warning', language.nodes('replacing', { names: language.list(replaced) })),
      this.#names.elements,
      this.#validity.element,
      policy.scopes.length > 0 && this.#scopesField(policy.scopes, draft.scopes ?? []),
      this.#networksField(draft.networks ?? ''),
      policy.approval && notice('info', el('p', { 'data-role': 'approval' }, language.text('approvalText'))),
      this.#errors);
  }

  focus() {
    this.#names.focus();
  }

  stop() {
    this.#validity.stop();
  }

  /** What was typed, to be remembered beyond a reload. */
  get draft() {
    return { name: this.#names.name, description: this.#names.description, ...this.#validity.choice,
      scopes: this.#scopes(), networks: this.#networks.value };
  }

  /** The body of `POST keys`, or null after saying what is missing. */
  read() {
    this.#errors.replaceChildren();
    const isNamed = this.#names.check();
    const validity = this.#validity.read();
    if (!isNamed || validity === null) {
      (isNamed ? this.#validity : this.#names).focus();
      return null;
    }
    const { name, description } = this.#names;
    const scopes = this.#scopes();
    const networks = this.#networks.value.split(/[\s,;]+/).filter(Boolean);
    return { ...(name && { name }), ...(description && { description }), ...validity,
      ...(scopes.length > 0 && { scopes }), ...(networks.length > 0 && { networks }) };
  }

  /** Says what the server has against it; `problem` is a notice that says so. */
  showError(error, problem) {
    if (error.code === 'invalid-name' || error.code === 'name-taken') {
      this.#names.wrongName(this.#language.error(error));
      this.#names.focus();
    } else {
      this.#errors.replaceChildren(problem);
      problem.scrollIntoView({ block: 'nearest' });
    }
  }

  #scopes() {
    return [...this.element.querySelectorAll('[name="scopes"]:checked')].map(box => box.value);
  }

  #scopesField(scopes, chosen) {
    return el('fieldset', { class: 'field' },
      el('legend', { class: 'label' }, this.#language.text('scopes')),
      scopes.map(({ name }) => el('label', { class: 'check' },
        el('input', { type: 'checkbox', name: 'scopes', value: name, checked: chosen.includes(name) }),
        nameNode(name))),
      el('span', { class: 'hint' }, this.#language.text('scopesHint')));
  }

  #networksField(remembered) {
    this.#networks = el('textarea', { name: 'networks', rows: 2, dir: 'ltr', spellcheck: 'false', autocapitalize: 'off',
      placeholder: '10.0.0.0/8', 'aria-describedby': 'networks-hint' }, remembered);
    return el('details', { class: 'limits', open: remembered !== '' },
      el('summary', { 'data-action': 'networks' }, this.#language.text('networks')),
      el('label', { class: 'field' },
        el('span', { class: 'visually-hidden' }, this.#language.text('networks')), this.#networks),
      el('span', { id: 'networks-hint', class: 'hint' }, this.#language.text('networksHint')));
  }
}
