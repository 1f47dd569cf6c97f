/**
 * What Postern's elements are made of: the client of the HTTP API, words and dates in the reader's language, and
 * builders for DOM nodes. Nothing here knows a particular page.
 */
import { TEXTS } from './postern-texts.js';

const ANSWER_TIMEOUT_MS = 30_000;

/** A refusal by the API with its problem's `code` and `detail`; `status` 0 when no answer came. */
export class ApiError extends Error {
  constructor(status, problem = {}) {
    super(problem.detail ?? problem.title ?? '');
    this.status = status;
    this.code = problem.code ?? null;
  }
}

/** The calls of `openapi.yaml` that a profile page makes. Each rejects with an {@link ApiError}. */
export class KeyApi {
  #base;
  #csrfToken = null;
  #owner = null;

  /** @param {URL} base where the API is, with a slash at its end */
  constructor(base) {
    this.#base = base;
  }

  /** What this login may do now; with `validFor` (ISO-8601) also the expiry that it would lead to, as `preview`. */
  async policy(validFor = null) {
    const query = validFor === null ? '' : `?validFor=${encodeURIComponent(validFor)}`;
    const policy = await this.#send('GET', `policy${query}`);
    this.#owner ??= policy.owner;
    // Somebody else signed in meanwhile: what was typed for one account must not make a key for another.
    if (policy.owner !== this.#owner) {
      this.#csrfToken = null;
      throw new ApiError(403, { code: 'other-owner' });
    }
    return policy;
  }

  async keys() {
    return (await this.#send('GET', 'keys')).keys;
  }

  /** The new key with its secret in `key`; without `key` when this idempotency key has made one before. */
  create(newKey, idempotencyKey) {
    return this.#modify('POST', 'keys', newKey, { 'Idempotency-Key': idempotencyKey });
  }

  delete(id) {
    return this.#modify('DELETE', `keys/${encodeURIComponent(id)}`);
  }

  async #modify(method, path, body, headers) {
    if (this.#csrfToken === null) {
      await this.policy();
    }
    try {
      return await this.#send(method, path, body, headers);
    } catch (error) {
      if (error.code !== 'csrf') {
        throw error;
      }
    }
    // After a new login in another tab the token in hand is of the session before.
    await this.policy();
    return this.#send(method, path, body, headers);
  }

  async #send(method, path, body, headers = {}) {
    const request = { method, headers: { Accept: 'application/json', ...headers }, cache: 'no-store',
      credentials: 'same-origin', redirect: 'manual', signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) };
    if (method !== 'GET') {
      request.headers['X-CSRF-Token'] = this.#csrfToken;
    }
    if (body !== undefined) {
      request.headers['Content-Type'] = 'application/json';
      request.body = JSON.stringify(body);
    }
    let response;
    try {
      response = await fetch(new URL(path, this.#base), request);
    } catch {
      throw new ApiError(0);
    }
    this.#csrfToken = response.headers.get('X-CSRF-Token') ?? this.#csrfToken;
    return readAnswer(response);
  }
}

async function readAnswer(response) {
  if (response.status === 204) {
    return null;
  }
  const isJson = /[/+]json\b/.test(response.headers.get('Content-Type') ?? '');
  const answer = isJson ? await response.json().catch(() => { throw new ApiError(0); }) : null;
  if (!response.ok && response.type !== 'opaqueredirect') {
    throw new ApiError(response.status, answer ?? {});
  }
  if (!isJson) {
    // An application that guards the path itself answers with its login page, or a redirect to it.
    throw new ApiError(401);
  }
  return answer;
}

/** A value for the header `Idempotency-Key`; `randomUUID` exists in secure contexts only. */
export function newIdempotencyKey() {
  if (crypto.randomUUID) {
    return crypto.randomUUID();
  }
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}

/** The hours in an ISO-8601 duration such as `P30D` or `PT720H`; null for null. */
export function hoursIn(duration) {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(duration ?? '');
  if (match === null) {
    return null;
  }
  const [days, hours, minutes, seconds] = match.slice(1).map(digits => Number(digits ?? 0));
  return days * 24 + hours + minutes / 60 + seconds / 3600;
}

const RELATIVE_UNITS = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]];
const LOCAL_TIME = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric',
  hour: '2-digit', minute: '2-digit', timeZoneName: 'short' };
const UTC_TIME = { ...LOCAL_TIME, weekday: undefined, month: 'short', timeZone: 'UTC' };

/** Words, dates and amounts in one language. */
export class Language {
  #texts;
  #english;

  /**
   * The language of `element`: the nearest `lang` attribute, else the browser's, else English.
   * @param {object} more texts beside the common ones, by language
   */
  static of(element, more = {}) {
    const declared = element.closest('[lang]')?.lang;
    const wanted = declared ? [declared] : navigator.languages;
    const tag = wanted.find(candidate => baseOf(candidate) in TEXTS) ?? 'en';
    // "en" says nothing about the order of day and month, "en-GB" in the browser's settings does.
    const regional = navigator.languages.find(candidate => baseOf(candidate) === tag);
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

  /** What went wrong, in words: the problem's own detail where there is one. */
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
    return error.message || this.text('errorUnknown', { status: error.status ?? '?' });
  }

  /** A day with its instant, local time and UTC, in the tooltip. */
  day(instant) {
    const day = new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium' }).format(new Date(instant));
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
    return new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' }).format(Math.trunc(distance / length), unit);
  }

  /** "30 days". */
  amount(count, unit) {
    return new Intl.NumberFormat(this.locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  }

  list(names) {
    return new Intl.ListFormat(this.locale).formatToParts(names.map(String))
      .map(({ type, value }) => (type === 'element' ? nameNode(value) : value));
  }

  #template(key) {
    return this.#texts[key] ?? this.#english[key];
  }

  #bothZones(instant) {
    const date = new Date(instant);
    const [local, utc] = [LOCAL_TIME, UTC_TIME]
      .map(format => new Intl.DateTimeFormat(this.locale, format).format(date));
    const readerIsOnUtc = date.getTimezoneOffset() === 0 && local.includes('UTC');
    return readerIsOnUtc ? [local] : [local, utc];
  }
}

function baseOf(tag) {
  return tag.toLowerCase().split('-')[0];
}

/**
 * Builds an element. Attributes that are null or false are left out, `on…` takes a listener, and children that are
 * null or false are left out. Strings become text, never markup.
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** A name that somebody typed: set apart, so that its writing direction does not turn the sentence around it. */
export function nameNode(name) {
  return el('bdi', { class: 'name' }, name);
}

const ICONS = {
  key: 'M10.5 2a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM8 8l-5.5 5.5M4 12l1.5 1.5M6 10l1.5 1.5',
  plus: 'M8 3v10M3 8h10',
  chevron: 'm4 6 4 4 4-4',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  hide: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM2.5 2.5l11 11',
  copy: 'M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3',
  check: 'm3 8.5 3.5 3.5L13 4.5',
  warning: 'M8 2 1.5 13.5h13ZM8 6.5v3M8 11.6v.01',
};

/** A decorative drawing beside a text. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button with a stable `data-action`; `kind` is plain, primary, danger or quiet. */
export function button(action, label, { kind = 'plain', iconName, onclick, ...attributes } = {}) {
  return el('button', { type: 'button', class: `button ${kind}`, part: `button ${kind}-button`, 'data-action': action,
    ...attributes, ...(onclick && { onclick }) }, iconName && icon(iconName), el('span', {}, label));
}

/** A framed remark; an error or a warning in it is announced when it appears. */
export function notice(kind, ...content) {
  return el('div', { class: `notice ${kind}`, part: `notice ${kind}-notice`, role: kind === 'info' ? null : 'alert' },
    kind !== 'info' && icon('warning'), el('div', {}, ...content));
}

/**
 * Opens a modal dialog at the end of `root`; once closed it leaves the document with all that was in it, and the
 * browser gives the focus back to where it was.
 * @param {{kind: string, mayClose?: function(): boolean, onclose?: function()}} options `kind` becomes `data-dialog`;
 *     while `mayClose` says no, neither Escape nor the browser's own gestures close it
 */
export function openDialog(root, { kind, mayClose = () => true, onclose = () => {} }) {
  const dialog = el('dialog', { part: 'dialog', 'data-dialog': kind, 'aria-labelledby': `${kind}-title` });
  dialog.addEventListener('cancel', event => {
    if (!mayClose()) {
      event.preventDefault();
    }
  });
  dialog.addEventListener('close', () => {
    // Browsers let a second Escape in a row through, whatever the first one was answered.
    if (dialog.isConnected && !mayClose()) {
      dialog.showModal();
      return;
    }
    dialog.remove();
    onclose();
  });
  root.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Fills a dialog: title, content, and the row of buttons below. */
export function fillDialog(dialog, title, content, buttons) {
  dialog.replaceChildren(
    el('h2', { id: dialog.getAttribute('aria-labelledby'), class: 'dialog-title', part: 'dialog-title' }, title),
    el('div', { class: 'dialog-body' }, ...content),
    el('div', { class: 'dialog-buttons' }, ...buttons));
}
