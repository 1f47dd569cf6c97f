/** The part of a form that says when a key ends: chosen, or decided by the login. */
import { el, nodesOf, notice } from './dom.js';
import { chosenIn, segments } from './fields.js';
import { LatestAnswer } from './latest-answer.js';
import { defaultOf, endOf, longest, presetsWithin, requestOf } from './validity-rules.js';

/**
 * @typedef {import('./language.js').Language} Language
 * @typedef {import('./types.js').ValidityRules} Rules
 * @typedef {import('./dom.js').Child} Child
 *
 * @typedef {object} ValidityOptions
 * @property {string} label above the choices
 * @property {{choice?: string, custom?: string}} [remembered] what was chosen before
 * @property {?{label: string, meaning: Child}} [unspecified] the choice that says nothing, and what it means
 * @property {number[]} [presets] numbers of days
 * @property {boolean} [hasDate] whether a date can be chosen
 * @property {boolean} [isLimited] false: the rules for the owner may be others than these, so only the server limits
 * @property {?function(string): Promise<?string>} [ask] asks the server when a key for such a time ends; without it, the
 *     end is computed here
 */

const PRESET_DAYS = [7, 30, 60, 90];
const CUSTOM_LABELS = { days: 'customDays', hours: 'customHours' };
const PREVIEW_DELAY_MS = 200;

/** Nothing to choose, and why. */
export class FixedValidity {
  /**
   * @param {Rules} rules
   * @param {Language} language
   * @param {import('./types.js').LoginSource} loginSource
   */
  constructor({ reason, required, fixedExpiresAt }, language, loginSource) {
    const why = !required ? 'fixedEndless' : loginSource === 'saml' ? 'fixedBySession' : null;
    const words = why === null ? reason : language.text(why);
    this.element = el('div', { class: 'field', role: 'group', 'aria-labelledby': 'validity-label' },
      el('span', { id: 'validity-label', class: 'label' }, language.text('expires')),
      notice('info', words && el('p', { 'data-role': 'fixed-reason' }, words),
        fixedExpiresAt && el('p', { 'data-role': 'expires-preview' },
          language.nodes('previewEnds', { when: language.moment(fixedExpiresAt) }))));
  }

  get choice() {
    return {};
  }

  read() {
    return {};
  }

  focus() {}

  stop() {}
}

/** A choice, with the end that it leads to before the key is made. */
export class ChosenValidity {
  /** @type {Rules} */
  #rules;
  /** @type {Language} */
  #language;
  /** @type {Required<ValidityOptions>} */
  #options;
  /** @type {?number} */
  #most;
  #end = new LatestAnswer();
  /** @type {HTMLInputElement} */
  #custom;
  #date = el('input', { name: 'date', type: 'datetime-local' });
  #preview = el('div', { class: 'preview', 'data-role': 'expires-preview', 'aria-live': 'polite' });

  /**
   * @param {Rules} rules `validity` of the policy
   * @param {Language} language
   * @param {ValidityOptions} options
   */
  constructor(rules, language, options) {
    this.#rules = rules;
    this.#language = language;
    this.#options = { remembered: {}, unspecified: null, presets: PRESET_DAYS, hasDate: false, isLimited: true, ask: null,
      ...options };
    this.#most = this.#options.isLimited ? longest(rules) : null;
    this.#custom = el('input', { name: 'custom', type: 'number', inputmode: 'numeric', min: 1, max: this.#most, step: 1,
      value: this.#options.remembered.custom, 'aria-label': language.text(CUSTOM_LABELS[rules.unit]),
      'aria-describedby': 'custom-hint' });
    this.#date.setAttribute('aria-label', language.text('untilDate'));
    const choices = this.#choices();
    this.element = el('fieldset', { class: 'field', oninput: () => this.#update() },
      el('legend', { class: 'label' }, options.label),
      segments('validity', choices.map(choice => [choice, this.#label(choice)]), this.#preselected(choices)),
      this.#customPart(), this.#options.hasDate && el('div', { class: 'custom', 'data-for': 'date' }, this.#date),
      this.#preview);
    this.#update(0);
  }

  focus() {
    const radios = /** @type {NodeListOf<HTMLInputElement>} */ (this.element.querySelectorAll('[name="validity"]'));
    (this.#typed ?? [...radios].find(radio => radio.checked) ?? radios[0]).focus();
  }

  stop() {
    this.#end.stop();
  }

  /** The choice, to be kept. */
  get choice() {
    return { choice: this.#chosen, custom: this.#custom.value };
  }

  /** The members of the call that say how long; null while nothing valid is chosen, which is to be seen. */
  read() {
    const request = this.#request();
    if (request === null) {
      this.#show(this.#missing(), 'wrong');
      this.#typed?.setAttribute('aria-invalid', 'true');
    }
    return request;
  }

  #choices() {
    const { unspecified, presets, hasDate } = this.#options;
    return [...(unspecified === null ? [] : ['unspecified']), ...presetsWithin(this.#rules, presets).map(String), 'custom',
      ...(hasDate ? ['date'] : []), ...(this.#rules.required ? [] : ['never'])];
  }

  /** @param {string} choice */
  #label(choice) {
    const language = this.#language;
    switch (choice) {
      case 'unspecified': return this.#options.unspecified?.label ?? '';
      case 'custom': return language.text('custom');
      case 'date': return language.text('untilDate');
      case 'never': return language.text('neverExpires');
      default: return language.amount(Number(choice), 'day');
    }
  }

  #customPart() {
    const { unit } = this.#rules;
    const hint = this.#most === null ? '' : this.#language.text('maximum', { amount: this.#amount(this.#most) });
    return el('div', { class: 'custom', 'data-for': 'custom' }, this.#custom,
      el('span', {}, this.#language.text(unit)), el('span', { id: 'custom-hint', class: 'hint' }, hint));
  }

  /** @param {string[]} choices */
  #preselected(choices) {
    const byDefault = defaultOf(this.#rules, choices);
    if (this.#custom.value === '') {
      this.#custom.value = byDefault.custom;
    }
    const first = [this.#options.remembered.choice, 'unspecified'].find(choice => choice && choices.includes(choice));
    return first ?? byDefault.choice;
  }

  get #chosen() {
    return chosenIn(this.element, 'validity');
  }

  /** The control that goes with what is chosen, if there is one. */
  get #typed() {
    return { custom: this.#custom, date: this.#date }[this.#chosen] ?? null;
  }

  #request() {
    return requestOf({ choice: this.#chosen, custom: this.#custom.value, date: this.#date.value },
      { unit: this.#rules.unit, most: this.#most });
  }

  #update(delay = PREVIEW_DELAY_MS) {
    this.stop();
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.element.querySelectorAll('[data-for]'))) {
      part.hidden = part.dataset.for !== this.#chosen;
    }
    const request = this.#request();
    this.#typed?.setAttribute('aria-invalid', String(this.#typed.value !== '' && request === null));
    if (this.#chosen === 'unspecified') {
      this.#show(this.#options.unspecified?.meaning);
    } else if (request === null) {
      this.#show(this.#missing());
    } else if (request.validFor) {
      this.#preview.setAttribute('aria-busy', 'true');
      this.#askForEnd(request.validFor, delay);
    } else {
      this.#showInstant(request.expiresAt ?? null);
    }
  }

  /**
   * @param {string} validFor
   * @param {number} delay in milliseconds
   */
  #askForEnd(validFor, delay) {
    const { ask } = this.#options;
    if (ask === null) {
      const end = endOf(validFor, Date.now());
      // No calendar reaches that far.
      this.#end.ask(0, async () => end, () => (end === null ? this.#show(this.#missing(), 'wrong') : this.#showInstant(end)));
    } else {
      this.#end.ask(delay, () => ask(validFor).catch(error => error), end =>
        (end instanceof Error ? this.#show(this.#language.error(end), 'wrong') : this.#showInstant(end)));
    }
  }

  /** @param {?string} instant null: never */
  #showInstant(instant) {
    if (instant === null) {
      this.#show(this.#language.text('previewNever'), 'caution');
    } else {
      this.#show(this.#language.nodes('previewEnds', { when: this.#language.moment(instant) }));
    }
  }

  /**
   * @param {Child} content
   * @param {string} [tone]
   */
  #show(content, tone = '') {
    this.#preview.className = `preview ${tone}`;
    this.#preview.removeAttribute('aria-busy');
    this.#preview.replaceChildren(...nodesOf(content));
  }

  #missing() {
    if (this.#typed === null || this.#typed.value === '' || this.#chosen === 'date') {
      return this.#language.text('previewChoose');
    }
    return this.#most === null
      ? this.#language.text('previewPositive')
      : this.#language.text('previewRange', { amount: this.#amount(this.#most) });
  }

  /** @param {number} count */
  #amount(count) {
    return this.#language.amount(count, this.#rules.unit === 'days' ? 'day' : 'hour');
  }
}
