/** The form for a new key, as far as the policy leaves it to its owner. */
import { codeOf } from '../base/api.js';
import { el, nameNode, notice } from '../base/dom.js';
import { NameFields, networksControl, networksIn, scopesField, scopesIn } from '../base/fields.js';
import { filledIn } from '../base/filled-in.js';
import { ChosenValidity, FixedValidity } from '../base/validity.js';

/**
 * @typedef {object} Draft What was typed.
 * @property {string} [name]
 * @property {string} [description]
 * @property {string} [choice]
 * @property {string} [custom]
 * @property {string[]} [scopes]
 * @property {string} [networks]
 */

/** Name, description, validity, scopes and networks. */
export class CreateForm {
  /** @type {import('../base/language.js').Language} */
  #language;
  /** @type {NameFields} */
  #names;
  /** @type {FixedValidity|ChosenValidity} */
  #validity;
  /** @type {HTMLTextAreaElement} */
  #networks;
  #errors = el('div', { class: 'errors' });

  /**
   * @param {import('../base/types.js').Policy} policy
   * @param {object} options
   * @param {import('../base/language.js').Language} options.language
   * @param {import('./api.js').KeyApi} options.api
   * @param {Draft} options.draft
   * @param {string[]} options.replaced names of the keys that this one replaces
   * @param {HTMLElement[]} options.notices
   * @param {function(): void} options.onchange
   */
  constructor(policy, { language, api, draft, replaced, notices, onchange }) {
    this.#language = language;
    this.#names = new NameFields(language, policy, draft);
    this.#validity = policy.validity.choice === 'fixed'
      ? new FixedValidity(policy.validity, language, policy.loginSource)
      : new ChosenValidity(policy.validity, language, { label: language.text('expiration'), remembered: draft,
        ask: async validFor => (await api.policy(validFor)).preview?.expiresAt ?? null });
    this.#networks = networksControl(draft.networks ?? '');
    this.element = el('form', { id: 'form', novalidate: true, oninput: onchange },
      notices,
      el('p', { class: 'muted' }, language.nodes('createFor', { owner: nameNode(policy.owner) })),
      replaced.length > 0 && notice('warning', language.nodes('replacing', { names: language.list(replaced) })),
      this.#names.elements,
      this.#validity.element,
      scopesField(language, policy.scopes, draft.scopes),
      this.#limits(),
      policy.approval && notice('info', el('p', { 'data-role': 'approval' }, language.text('approvalText'))),
      this.#errors);
  }

  focus() {
    this.#names.focus();
  }

  stop() {
    this.#validity.stop();
  }

  /** The typed values, to be kept over a reload. */
  get draft() {
    return { name: this.#names.name, description: this.#names.description, ...this.#validity.choice,
      scopes: scopesIn(this.element), networks: this.#networks.value };
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
    return { ...validity, ...filledIn({ name, description, scopes: scopesIn(this.element),
      networks: networksIn(this.#networks.value) }) };
  }

  /**
   * Says what the server has against it.
   * @param {unknown} error
   * @param {HTMLElement} problem a notice that says so
   */
  showError(error, problem) {
    if (['invalid-name', 'name-taken'].includes(codeOf(error) ?? '')) {
      this.#names.wrongName(this.#language.error(error));
      this.#names.focus();
    } else {
      this.#errors.replaceChildren(problem);
      problem.scrollIntoView({ block: 'nearest' });
    }
  }

  #limits() {
    const language = this.#language;
    this.#networks.setAttribute('aria-describedby', 'networks-hint');
    return el('details', { class: 'limits', open: this.#networks.value !== '' },
      el('summary', { 'data-action': 'networks' }, language.text('networks')),
      el('label', { class: 'field' },
        el('span', { class: 'visually-hidden' }, language.text('networks')), this.#networks),
      el('span', { id: 'networks-hint', class: 'hint' }, language.text('networksHint')));
  }
}
