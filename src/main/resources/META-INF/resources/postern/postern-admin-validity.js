/** How long somebody else's key shall work. The server decides; what is shown here is what was asked for. */
import { el, hoursIn } from './postern-base.js';
import { tellWrong } from './postern-admin-dialog.js';

const PRESET_DAYS = [7, 30, 60, 90, 365];
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Radio buttons with the usual lengths, a number, a date, never, and the choice to say nothing. */
export class ValidityField {
  #language;
  #unitMs;
  #never;
  #unsaid;
  #number;
  #date;
  #preview = el('div', { class: 'preview', 'aria-live': 'polite', 'data-role': 'expires-preview' });

  /**
   * @param {import('./postern-base.js').Language} language
   * @param {object} rules the member `validity` of the policy
   * @param {{unsaid: string, unsaidText: Array}} words for the choice that sends nothing, and what it means
   */
  constructor(language, rules, { unsaid, unsaidText }) {
    this.#language = language;
    this.#unsaid = unsaidText;
    this.#unitMs = rules.unit === 'hours' ? HOUR_MS : DAY_MS;
    this.#never = !rules.required;
    this.#number = el('input', { name: 'number', type: 'number', inputmode: 'numeric', min: 1, step: 1,
      'aria-label': language.text(rules.unit === 'hours' ? 'numberOfHours' : 'numberOfDays') });
    this.#date = el('input', { name: 'date', type: 'datetime-local', 'aria-label': language.text('untilDate') });
    this.element = el('fieldset', { class: 'field', oninput: () => this.#update() },
      el('legend', { class: 'label' }, language.text('validity')),
      el('div', { class: 'segments' }, this.#choices(rules).map(([value, words]) => el('label', {},
        el('input', { type: 'radio', name: 'validity', value, checked: value === 'unsaid' }),
        el('span', {}, value === 'unsaid' ? unsaid : words)))),
      el('div', { class: 'custom', 'data-for': 'number' }, this.#number,
        el('span', {}, language.text(rules.unit === 'hours' ? 'hours' : 'days'))),
      el('div', { class: 'custom', 'data-for': 'date' }, this.#date),
      this.#preview, el('span', { class: 'field-error', role: 'alert' }));
    this.#update();
  }

  /** The members of the request that say how long; null after saying that they are missing. */
  read() {
    const end = this.#end();
    if (tellWrong(this.#input() ?? this.#number, end === undefined ? this.#language.text('validityMissing') : '')) {
      (this.#input() ?? this.#number).focus();
      return null;
    }
    switch (this.#chosen()) {
      case 'unsaid': return {};
      case 'never': return { expiresAt: null };
      case 'date': return { expiresAt: end.toISOString() };
      case 'number': return { validFor: this.#unitMs === DAY_MS ? `P${this.#number.value}D` : `PT${this.#number.value}H` };
      default: return { validFor: `P${this.#chosen()}D` };
    }
  }

  #choices(rules) {
    // Rules that leave nothing to choose here may do so for the owner, who may sign in another way: the server knows.
    const most = rules.choice === 'free' && rules.maximum !== null ? hoursIn(rules.maximum) / 24 : Infinity;
    const presets = PRESET_DAYS.filter(days => days <= most)
      .map(days => [String(days), this.#language.amount(days, 'day')]);
    return [['unsaid'], ...presets, ['number', this.#language.text('otherLength')],
      ['date', this.#language.text('untilDate')], ...(this.#never ? [['never', this.#language.text('never')]] : [])];
  }

  #chosen() {
    return this.element.querySelector('[name="validity"]:checked').value;
  }

  #input() {
    return { number: this.#number, date: this.#date }[this.#chosen()] ?? null;
  }

  /** When the key would end: null for never or unknown, undefined while that is not said. */
  #end() {
    const chosen = this.#chosen();
    if (chosen === 'unsaid' || chosen === 'never') {
      return null;
    }
    if (chosen === 'date') {
      const date = new Date(this.#date.value);
      return this.#date.value === '' || Number.isNaN(date.getTime()) ? undefined : date;
    }
    const count = Number(chosen === 'number' ? this.#number.value : chosen);
    const end = new Date(Date.now() + count * (chosen === 'number' ? this.#unitMs : DAY_MS));
    return Number.isInteger(count) && count >= 1 && !Number.isNaN(end.getTime()) ? end : undefined;
  }

  #update() {
    const chosen = this.#chosen();
    for (const part of this.element.querySelectorAll('[data-for]')) {
      part.hidden = part.dataset.for !== chosen;
    }
    const end = this.#end();
    this.#preview.classList.toggle('caution', chosen === 'never');
    this.#preview.replaceChildren(...this.#words(chosen, end));
    if (end !== undefined) {
      tellWrong(this.#input() ?? this.#number, '');
    }
  }

  #words(chosen, end) {
    if (chosen === 'unsaid') {
      return this.#unsaid;
    }
    if (chosen === 'never') {
      return [this.#language.text('validityNever')];
    }
    return end === undefined ? [this.#language.text('validityMissing')]
      : this.#language.nodes('validityEnds', { when: this.#language.moment(end.toISOString()) });
  }
}
