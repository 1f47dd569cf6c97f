/** The form for another user's new key. */
import { el } from '../base/dom.js';
import { chosenIn, Field, NameFields, networksControl, networksIn, scopesField, scopesIn, segments } from '../base/fields.js';
import { filledIn } from '../base/filled-in.js';
import { ChosenValidity, FixedValidity } from '../base/validity.js';
import { isEndless } from '../base/validity-rules.js';
import { OwnerLine } from './owner.js';
import { serviceField } from './words.js';

/**
 * @typedef {object} Draft What was typed.
 * @property {string} [owner]
 * @property {string} [name]
 * @property {string} [description]
 * @property {string} [networks]
 */

export const PRESET_DAYS = [7, 30, 60, 90, 365];

/** Owner, name, description, validity, limits, and what the owner's sign-in is where no directory says it. */
export class CreateForm {
  /** @type {import('../base/language.js').Language} */
  #language;
  /** @type {Field} */
  #owner;
  /** @type {OwnerLine} */
  #ownerLine;
  /** @type {NameFields} */
  #names;
  /** @type {FixedValidity|ChosenValidity} */
  #validity;
  /** @type {Field<HTMLTextAreaElement>} */
  #networks;
  /** @type {HTMLInputElement} */
  #service;

  /**
   * @param {import('./types.js').AdminPage} page
   * @param {Draft} draft
   */
  constructor(page, draft) {
    const { language, policy } = page;
    this.#language = language;
    this.#owner = new Field(language, el('input', { name: 'owner', maxlength: 255, autocomplete: 'off', dir: 'auto',
      spellcheck: 'false', required: true, value: draft.owner }),
    { label: language.text('owner'), hint: language.text('ownerHint') });
    this.#ownerLine = new OwnerLine(page, this.#owner.control);
    this.#names = new NameFields(language, policy, draft);
    this.#validity = isEndless(policy.validity)
      ? new FixedValidity(policy.validity, language, policy.loginSource)
      : new ChosenValidity(policy.validity, language, { label: language.text('expiration'), presets: PRESET_DAYS,
        hasDate: true, isLimited: false,
        unspecified: { label: language.text('byTheRules'), meaning: language.text('byTheRulesText') } });
    this.#networks = new Field(language, networksControl(draft.networks ?? ''),
      { label: language.text('networks'), hint: language.text('networksHint'), optional: true });
    this.#service = el('input', { type: 'checkbox', name: 'service', 'aria-describedby': 'service-hint' });
    this.content = el('div', { class: 'question' }, this.#owner.element, this.#ownerLine.element, this.#names.elements,
      this.#validity.element, scopesField(language, policy.scopes), this.#more());
  }

  focus() {
    this.#ownerLine.look();
    if (this.#owner.value === '') {
      this.#owner.control.focus();
    } else {
      this.#names.focus();
    }
  }

  /** The typed values, for later. Ticks are not kept: the user sets them again. */
  get draft() {
    return { owner: this.#owner.value, name: this.#names.name, description: this.#names.description,
      networks: this.#networks.control.value };
  }

  /** Owner and body of the call, or null after saying what is missing. */
  read() {
    const isOwnerMissing = this.#owner.wrong(this.#owner.value === '' ? this.#language.text('ownerMissing') : '');
    const isNamed = this.#names.check();
    const validity = this.#validity.read();
    if (isOwnerMissing) {
      this.#owner.control.focus();
    } else if (!isNamed) {
      this.#names.focus();
    } else if (validity === null) {
      this.#validity.focus();
    }
    if (isOwnerMissing || !isNamed || validity === null) {
      return null;
    }
    const { name, description } = this.#names;
    return { owner: this.#owner.value,
      key: { ...validity, ...filledIn({ name, description, scopes: scopesIn(this.content),
        networks: networksIn(this.#networks.value), service: this.#service.checked,
        loginSource: chosenIn(this.content, 'loginSource') }) } };
  }

  #more() {
    const language = this.#language;
    return el('details', { class: 'more' }, el('summary', {}, language.text('moreOptions')),
      el('div', { class: 'question' }, this.#networks.element,
        el('fieldset', { class: 'field' },
          el('legend', { class: 'label' }, language.text('loginOfOwner')),
          segments('loginSource', [['', language.text('loginUnsaid')], ['local', language.text('loginLocal')],
            ['saml', language.text('loginSaml')]], ''),
          el('span', { class: 'hint' }, language.text('loginOfOwnerHint'))),
        serviceField(language, this.#service)));
  }
}
