/** Words, dates and amounts in the reader's language. */
import { COMMON_TEXTS } from '../texts/common.js';
import { codeOf, statusOf } from './api.js';
import { el, nameNode } from './dom.js';
import { DAY_MS, HOUR_MS, hoursIn } from './duration.js';
import { baseOf, localeOf } from './locale.js';

/**
 * @typedef {Record<string, any>} Texts by their names; `problems` has those for codes of problems
 * @typedef {Record<string, Texts>} TextsByLanguage
 */

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const RELATIVE_UNITS = [['day', DAY_MS], ['hour', HOUR_MS], ['minute', 60_000]];
/** @type {Intl.DateTimeFormatOptions} */
const LOCAL_TIME = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric',
  hour: '2-digit', minute: '2-digit', timeZoneName: 'short' };
/** @type {Intl.DateTimeFormatOptions} */
const UTC_TIME = { ...LOCAL_TIME, weekday: undefined, month: 'short', timeZone: 'UTC' };

/** Words, dates and amounts in one language. */
export class Language {
  /** @type {Texts} */
  #texts;
  /** @type {Texts} */
  #english;
  /** @type {Map<string, any>} */
  #formats = new Map();

  /**
   * The language of `element`: the nearest `lang` attribute, else the browser's, else English.
   * @param {HTMLElement} element
   * @param {TextsByLanguage} [more] texts beside the common ones
   */
  static of(element, more = {}) {
    const declared = element.closest('[lang]')?.getAttribute('lang');
    return new Language(localeOf(declared ? [declared] : navigator.languages, navigator.languages), more);
  }

  /**
   * @param {string} locale a BCP 47 tag
   * @param {TextsByLanguage} [more] texts beside the common ones
   */
  constructor(locale, more = {}) {
    this.locale = locale;
    this.#texts = { ...COMMON_TEXTS[baseOf(locale)], ...more[baseOf(locale)] };
    this.#english = { ...COMMON_TEXTS.en, ...more.en };
  }

  /**
   * @param {string} key
   * @param {object} [values] by the names in the text's braces
   */
  text(key, values = {}) {
    const byName = /** @type {Record<string, unknown>} */ (values);
    return this.#template(key).replace(/\{(\w+)\}/g, (place, name) => String(byName[name] ?? place));
  }

  /**
   * The same text as nodes, so that a value can be an element.
   * @param {string} key
   * @param {Record<string, import('./dom.js').Child>} values
   * @returns {import('./dom.js').Child[]}
   */
  nodes(key, values) {
    return this.#template(key).split(/\{(\w+)\}/).map((piece, i) => (i % 2 === 0 ? piece : values[piece]));
  }

  /**
   * The error in words: the text for its code in the reader's language, then the problem's own detail, which is English.
   * @param {unknown} error
   */
  error(error) {
    const [code, status] = [codeOf(error), statusOf(error)];
    if (code === 'other-owner') {
      return this.text('errorOtherOwner');
    }
    if (status === 401) {
      return this.text('errorSession');
    }
    if (status === 0) {
      return this.text('errorNetwork');
    }
    const message = error instanceof Error ? error.message : '';
    const detail = message || this.text('errorUnknown', { status: status < 0 ? '?' : status });
    const translated = this.isEnglish ? null : this.#texts.problems?.[code ?? ''];
    return translated ? this.text('problemWithDetail', { translated, detail }) : detail;
  }

  /** Whether the server, which speaks English, and the reader understand each other without help. */
  get isEnglish() {
    return baseOf(this.locale) === 'en';
  }

  /**
   * A day with its instant, local time and UTC, in the tooltip.
   * @param {string} instant
   */
  day(instant) {
    const day = this.#format('DateTimeFormat', { dateStyle: 'medium' }).format(new Date(instant));
    return el('time', { datetime: instant, title: this.inBothZones(instant).join('\n') }, day);
  }

  /**
   * "3 days ago", with the instant in the tooltip.
   * @param {string} instant
   */
  ago(instant) {
    return el('time', { datetime: instant, title: this.inBothZones(instant).join('\n') }, this.relative(instant));
  }

  /**
   * The point in time in the reader's time zone and in UTC.
   * @param {string} instant
   */
  moment(instant) {
    const [local, utc] = this.inBothZones(instant);
    return el('time', { datetime: instant, class: 'moment' },
      el('span', { class: 'local' }, local), utc && [' ', el('span', { class: 'utc' }, `(${utc})`)]);
  }

  /**
   * "3 days ago".
   * @param {string} instant
   */
  relative(instant) {
    const distance = Date.parse(instant) - Date.now();
    const [unit, length] = RELATIVE_UNITS.find(([, ms]) => Math.abs(distance) >= ms) ?? RELATIVE_UNITS[2];
    // Zero and not minus zero, which would be "0 minutes ago" for what has just happened.
    const count = Math.round(distance / length) || 0;
    return this.#format('RelativeTimeFormat', { numeric: 'auto' }).format(count, unit);
  }

  /**
   * "30 days".
   * @param {number} count
   * @param {'day'|'hour'|'minute'} unit
   */
  amount(count, unit) {
    return this.#format('NumberFormat', { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  }

  /**
   * A duration such as `P7D` in the largest unit that it is a whole number of.
   * @param {string} text
   */
  duration(text) {
    const hours = hoursIn(text) ?? 0;
    if (hours >= 24 && hours % 24 === 0) {
      return this.amount(hours / 24, 'day');
    }
    return Number.isInteger(hours) ? this.amount(hours, 'hour') : this.amount(Math.round(hours * 60), 'minute');
  }

  /** @param {number} count */
  number(count) {
    return this.#format('NumberFormat', {}).format(count);
  }

  /** Compares names as people of this language sort them. */
  get collator() {
    return this.#format('Collator', { numeric: true, sensitivity: 'base' });
  }

  /**
   * "a, b and c", each name apart from the sentence.
   * @param {string[]} names
   */
  list(names) {
    return new Intl.ListFormat(this.locale).formatToParts(names)
      .map(({ type, value }) => (type === 'element' ? nameNode(value) : value));
  }

  /**
   * A date or time as people of this language write it.
   * @param {string} instant
   * @param {Intl.DateTimeFormatOptions} options
   */
  date(instant, options) {
    return this.#format('DateTimeFormat', options).format(new Date(instant));
  }

  /**
   * Formats are slow to make and are needed for each key in a list.
   * @template {'DateTimeFormat'|'RelativeTimeFormat'|'NumberFormat'|'Collator'} K
   * @param {K} kind
   * @param {ConstructorParameters<(typeof Intl)[K]>[1]} options
   * @returns {InstanceType<(typeof Intl)[K]>}
   */
  #format(kind, options) {
    const name = `${kind} ${JSON.stringify(options)}`;
    if (!this.#formats.has(name)) {
      const Format = /** @type {any} */ (Intl[kind]);
      this.#formats.set(name, new Format(this.locale, options));
    }
    return this.#formats.get(name);
  }

  /**
   * @param {string} key
   * @returns {string}
   */
  #template(key) {
    return this.#texts[key] ?? this.#english[key];
  }

  /**
   * The point in time in the reader's time zone and, if that is another one, in UTC.
   * @param {string} instant
   */
  inBothZones(instant) {
    const date = new Date(instant);
    const [local, utc] = [LOCAL_TIME, UTC_TIME].map(options => this.#format('DateTimeFormat', options).format(date));
    const readerIsOnUtc = date.getTimezoneOffset() === 0 && local.includes('UTC');
    return readerIsOnUtc ? [local] : [local, utc];
  }
}
