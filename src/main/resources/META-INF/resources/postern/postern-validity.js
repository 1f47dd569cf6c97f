/** The part of a form that says when a key ends: chosen by its owner, or decided by the login. */
import { ApiError } from './postern-api.js';
import { el, notice } from './postern-dom.js';
import { hoursIn } from './postern-language.js';

const PRESET_DAYS = [7, 30, 60, 90];
const HOURS_IN = { days: 24, hours: 1 };
const CUSTOM_LABELS = { days: 'customDays', hours: 'customHours' };
const PREVIEW_DELAY_MS = 200;

/** The login decides when the key ends; there is nothing to choose, and it says why. */
export class FixedValidity {
  constructor({ reason, required, fixedExpiresAt }, language, loginSource) {
    const why = fixedReason(loginSource, required) ?? reason;
    this.element = el('div', { class: 'field', role: 'group', 'aria-labelledby': 'validity-label' },
      el('span', { id: 'validity-label', class: 'label' }, language.text('expires')),
      notice('info', why && el('p', { 'data-role': 'fixed-reason' }, why === reason ? reason : language.text(why)),
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

function fixedReason(loginSource, required) {
  if (!required) {
    return 'fixedEndless';
  }
  return loginSource === 'saml' ? 'fixedBySession' : null;
}

/** The owner chooses; the server computes the end, which is shown before the key is made. */
export class ChosenValidity {
  #rules;
  #language;
  #api;
  #present;
  #most;
  #turn = 0;
  #timer = null;
  #custom;
  #customField;
  #preview;

  /**
   * @param {object} rules `validity` of the policy
   * @param {{choice: ?string, custom: ?string}} remembered what was chosen before
   * @param {?object} present the key whose end may be kept; null for a new one
   */
  constructor(rules, language, api, { remembered = {}, present = null } = {}) {
    this.#rules = rules;
    this.#language = language;
    this.#api = api;
    this.#present = present;
    this.#most = rules.maximum === null ? null : Math.floor(hoursIn(rules.maximum) / HOURS_IN[rules.unit]);
    this.#custom = el('input', { name: 'custom', type: 'number', inputmode: 'numeric', min: 1, max: this.#most, step: 1,
      value: remembered.custom, 'aria-label': language.text(CUSTOM_LABELS[rules.unit]), 'aria-describedby': 'custom-hint' });
    this.#customField = this.#buildCustomField();
    this.#preview = el('div', { class: 'preview', 'data-role': 'expires-preview', 'aria-live': 'polite' });
    this.element = el('fieldset', { class: 'field', oninput: () => this.#update() },
      el('legend', { class: 'label' }, language.text(present === null ? 'expiration' : 'expires')),
      el('div', { class: 'segments' }, this.#choices().map(choice => this.#segment(choice))),
      this.#customField, this.#preview);
    this.#preselect(remembered.choice);
    this.#update(0);
  }

  focus() {
    (this.#chosen() === 'custom' ? this.#custom : this.#radio(this.#chosen())).focus();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#turn++;
  }

  /** What is chosen, to be remembered. */
  get choice() {
    return { choice: this.#chosen(), custom: this.#custom.value };
  }

  /** The members of the call that say how long; null while nothing valid is chosen. */
  read() {
    const chosen = this.#chosen();
    if (chosen === 'keep') {
      return {};
    }
    if (chosen === 'never') {
      // A new key without a stated end has none; one that has an end loses it only when that is said.
      return this.#present === null ? {} : { expiresAt: null };
    }
    const validFor = this.#validFor();
    return validFor === null ? null : { validFor };
  }

  #choices() {
    const most = this.#rules.maximum === null ? Infinity : hoursIn(this.#rules.maximum);
    const presets = PRESET_DAYS.filter(days => days * 24 <= most).map(String);
    return [...(this.#present === null ? [] : ['keep']), ...presets, 'custom', ...(this.#rules.required ? [] : ['never'])];
  }

  #segment(choice) {
    const words = { keep: 'keepEnd', custom: 'custom', never: 'neverExpires' };
    return el('label', {}, el('input', { type: 'radio', name: 'days', value: choice }),
      el('span', {}, words[choice] ? this.#language.text(words[choice]) : this.#language.amount(choice, 'day')));
  }

  #buildCustomField() {
    const unit = this.#rules.unit;
    const hint = this.#most === null ? '' : this.#language.text('maximum', { amount: this.#amount(this.#most) });
    return el('div', { class: 'custom' }, this.#custom,
      el('span', {}, this.#language.text(unit)), el('span', { id: 'custom-hint', class: 'hint' }, hint));
  }

  #preselect(remembered) {
    const hours = hoursIn(this.#rules.default);
    const byDefault = hours === null ? this.#radio('never') : this.#radio(hours / 24);
    const first = this.#radio(remembered) ?? this.#radio('keep') ?? byDefault;
    if (hours !== null && byDefault === null && this.#custom.value === '') {
      this.#custom.value = Math.max(1, Math.floor(hours / HOURS_IN[this.#rules.unit]));
    }
    (first ?? this.#radio('custom')).checked = true;
  }

  #radio(value) {
    return [...this.element.querySelectorAll('[name="days"]')].find(radio => radio.value === String(value)) ?? null;
  }

  #chosen() {
    return this.element.querySelector('[name="days"]:checked').value;
  }

  #validFor() {
    const chosen = this.#chosen();
    if (chosen !== 'custom') {
      return `P${chosen}D`;
    }
    const count = Number(this.#custom.value);
    const valid = Number.isInteger(count) && count >= 1 && count <= (this.#most ?? Number.MAX_SAFE_INTEGER);
    if (!valid) {
      return null;
    }
    return this.#rules.unit === 'days' ? `P${count}D` : `PT${count}H`;
  }

  #update(delay = PREVIEW_DELAY_MS) {
    this.stop();
    const chosen = this.#chosen();
    const isCustom = chosen === 'custom';
    this.#customField.hidden = !isCustom;
    const validFor = chosen === 'never' || chosen === 'keep' ? null : this.#validFor();
    this.#custom.setAttribute('aria-invalid', String(isCustom && this.#custom.value !== '' && !validFor));
    if (chosen === 'never') {
      this.#show(this.#language.text('previewNever'), 'caution');
    } else if (chosen === 'keep') {
      this.#show(this.#presentEnd());
    } else if (validFor === null) {
      this.#show(this.#missing());
    } else {
      this.#preview.setAttribute('aria-busy', 'true');
      this.#timer = setTimeout(() => this.#ask(validFor), delay);
    }
  }

  #presentEnd() {
    const { expiresAt } = this.#present;
    return expiresAt === null
      ? this.#language.text('previewNever')
      : this.#language.nodes('previewEnds', { when: this.#language.moment(expiresAt) });
  }

  async #ask(validFor) {
    const turn = this.#turn;
    const answer = await this.#api.policy(validFor).catch(error => error);
    // The owner has chosen something else meanwhile.
    if (turn !== this.#turn) {
      return;
    }
    if (answer instanceof ApiError) {
      this.#show(this.#language.error(answer), 'wrong');
    } else {
      this.#show(this.#language.nodes('previewEnds', { when: this.#language.moment(answer.preview.expiresAt) }));
    }
  }

  #show(content, tone = '') {
    this.#preview.className = `preview ${tone}`;
    this.#preview.removeAttribute('aria-busy');
    this.#preview.replaceChildren(...[content].flat());
  }

  #missing() {
    if (this.#custom.value === '') {
      return this.#language.text('previewChoose');
    }
    return this.#most === null
      ? this.#language.text('previewPositive')
      : this.#language.text('previewRange', { amount: this.#amount(this.#most) });
  }

  #amount(count) {
    return this.#language.amount(count, this.#rules.unit.slice(0, -1));
  }
}
