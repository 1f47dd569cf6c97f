/** Words, dates and amounts in the reader's language. */
import { el, nameNode } from './postern-dom.js';
import { TEXTS } from './postern-texts.js';

const RELATIVE_UNITS = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]];
const LOCAL_TIME = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric',
  hour: '2-digit', minute: '2-digit', timeZoneName: 'short' };
const UTC_TIME = { ...LOCAL_TIME, weekday: undefined, month: 'short', timeZone: 'UTC' };

/** The hours in an ISO-8601 duration such as `P30D` or `PT720H`; null for null. */
export function hoursIn(duration) {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(duration ?? '');
  if (match === null) {
    return null;
  }
  const [days, hours, minutes, seconds] = match.slice(1).map(digits => Number(digits ?? 0));
  return days * 24 + hours + minutes / 60 + seconds / 3600;
}

/** Words, dates and amounts in one language. */
export class Language {
  #texts;
  #english;
  #formats = new Map();

  /**
   * The language of `element`: the nearest `lang` attribute, else the browser's, else English.
   * @param {object} more texts beside the common ones, by language
   */
  static of(element, more = {}) {
    const declared = element.closest('[lang]')?.lang;
    const wanted = declared ? [declared] : navigator.languages;
    const tag = wanted.find(candidate => baseOf(candidate) in TEXTS) ?? 'en';
    // "en" says nothing about the order of day and month, "en-GB" in the browser's settings does.
    const regional = tag.includes('-') ? tag : navigator.languages.find(candidate => baseOf(candidate) === tag);
    return new Language(regional ?? tag, more);
  }

  constructor(locale, more = {}) {
    this.locale = locale;
    this.#texts = { ...TEXTS[baseOf(locale)], ...more[baseOf(locale)] };
    this.#english = { ...TEXTS.en, ...more.en };
  }

  text(key, values = {}) {
    return this.#template(key).replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
  }

  /** The same text as nodes, so that a value can be an element. */
  nodes(key, values) {
    return this.#template(key).split(/\{(\w+)\}/).map((piece, i) => (i % 2 === 0 ? piece : values[piece]));
  }

  /**
   * What went wrong, in words: the problem's own detail, which is English, after what its code says in the reader's
   * language.
   */
  error(error) {
    if (error.code === 'other-owner') {
      return this.text('errorOtherOwner');
    }
    if (error.status === 401) {
      return this.text('errorSession');
    }
    if (error.status === 0) {
      return this.text('errorNetwork');
    }
    const detail = error.message || this.text('errorUnknown', { status: error.status ?? '?' });
    const translated = this.isEnglish ? null : this.#texts.problems?.[error.code];
    return translated ? this.text('problemWithDetail', { translated, detail }) : detail;
  }

  /** Whether the server, which speaks English, and the reader understand each other without help. */
  get isEnglish() {
    return baseOf(this.locale) === 'en';
  }

  /** A day with its instant, local time and UTC, in the tooltip. */
  day(instant) {
    const day = this.#format('DateTimeFormat', { dateStyle: 'medium' }).format(new Date(instant));
    return el('time', { datetime: instant, title: this.#bothZones(instant).join('\n') }, day);
  }

  /** "3 days ago", with the instant in the tooltip. */
  ago(instant) {
    return el('time', { datetime: instant, title: this.#bothZones(instant).join('\n') }, this.relative(instant));
  }

  /** The point in time in the reader's time zone and in UTC. */
  moment(instant) {
    const [local, utc] = this.#bothZones(instant);
    return el('time', { datetime: instant, class: 'moment' },
      el('span', { class: 'local' }, local), utc && [' ', el('span', { class: 'utc' }, `(${utc})`)]);
  }

  relative(instant) {
    const distance = Date.parse(instant) - Date.now();
    const [unit, length] = RELATIVE_UNITS.find(([, ms]) => Math.abs(distance) >= ms) ?? RELATIVE_UNITS.at(-1);
    // Zero and not minus zero, which would be "0 minutes ago" for what has just happened.
    const count = Math.round(distance / length) || 0;
    return this.#format('RelativeTimeFormat', { numeric: 'auto' }).format(count, unit);
  }

  /** "30 days". */
  amount(count, unit) {
    return this.#format('NumberFormat', { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  }

  /** A duration such as `P7D` in the largest unit that it is a whole number of. */
  duration(text) {
    const hours = hoursIn(text);
    if (hours >= 24 && hours % 24 === 0) {
      return this.amount(hours / 24, 'day');
    }
    return Number.isInteger(hours) ? this.amount(hours, 'hour') : this.amount(Math.round(hours * 60), 'minute');
  }

  number(count) {
    return this.#format('NumberFormat', {}).format(count);
  }

  /** Compares names as people of this language sort them. */
  get collator() {
    return this.#format('Collator', { numeric: true, sensitivity: 'base' });
  }

  list(names) {
    return new Intl.ListFormat(this.locale).formatToParts(names.map(String))
      .map(({ type, value }) => (type === 'element' ? nameNode(value) : value));
  }

  /** Formats are slow to make and are needed for each key in a list. */
  #format(kind, options) {
    const name = `${kind} ${JSON.stringify(options)}`;
    if (!this.#formats.has(name)) {
      this.#formats.set(name, new Intl[kind](this.locale, options));
    }
    return this.#formats.get(name);
  }

  #template(key) {
    return this.#texts[key] ?? this.#english[key];
  }

  #bothZones(instant) {
    const date = new Date(instant);
    const [local, utc] = [LOCAL_TIME, UTC_TIME].map(options => this.#format('DateTimeFormat', options).format(date));
    const readerIsOnUtc = date.getTimezoneOffset() === 0 && local.includes('UTC');
    return readerIsOnUtc ? [local] : [local, utc];
  }
}

function baseOf(tag) {
  return tag.toLowerCase().split('-')[0];
}
