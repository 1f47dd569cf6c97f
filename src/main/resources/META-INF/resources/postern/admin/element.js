/** The element `<postern-admin>`, which ../postern-admin.js describes and registers. */
import { codeOf, statusOf } from '../base/api.js';
import { el, icon } from '../base/dom.js';
import { apiUrlOf, headingOf, sheetOf } from '../base/element.js';
import { retryNotice } from '../base/errors.js';
import { Language } from '../base/language.js';
import { ADMIN_TEXTS } from '../texts/admin.js';
import { AdminApi } from './api.js';
import { PAGE_SIZE } from './pager.js';
import { View } from './view.js';

/** From this width in CSS pixels on, charts are not in the way of the list. */
const WIDE = 760;

const sheets = ['postern-keys.css', 'postern-admin.css'].map(sheetOf);

/** The keys within an administrator's reach. */
export class PosternAdmin extends HTMLElement {
  static observedAttributes = ['api', 'lang'];

  /** @type {?View} */
  #view = null;
  /** @type {?AdminApi} */
  #api = null;
  #shadow = this.attachShadow({ mode: 'open' });

  constructor() {
    super();
    this.#shadow.adoptedStyleSheets = sheets;
  }

  connectedCallback() {
    this.#start();
  }

  disconnectedCallback() {
    this.#view?.stop();
  }

  attributeChangedCallback() {
    if (this.isConnected && this.#api) {
      this.#start();
    }
  }

  /** Reads list and charts again. */
  async refresh() {
    await this.#view?.refresh();
  }

  async #start() {
    this.#view?.stop();
    this.#view = null;
    const language = Language.of(this, ADMIN_TEXTS);
    const apiUrl = apiUrlOf(this);
    const api = this.#api = new AdminApi(apiUrl);
    const status = el('div', { class: 'status', role: 'status' });
    const content = el('div', { class: 'content' }, el('p', { class: 'loading', role: 'status' }, language.text('loading')));
    this.#shadow.replaceChildren(el('div', { class: 'frame admin', lang: language.locale },
      el('header', { part: 'header' }, el('div', {},
        el(headingOf(this), { class: 'title', part: 'title', tabindex: -1 }, language.text('title')))), status, content));
    try {
      const policy = await api.policy();
      const first = await api.keys({}, PAGE_SIZE);
      if (api === this.#api) {
        this.#view = new View({ shadow: this.#shadow, status, content, isWide: this.clientWidth >= WIDE },
          { language, apiUrl, api, policy });
        this.#view.open(first);
      }
    } catch (error) {
      if (api === this.#api) {
        content.replaceChildren(refusal(language, error, () => this.#start()));
      }
    }
  }
}

/**
 * A user who is no administrator learns that and nothing else; for all others the error may be temporary.
 * @param {Language} language
 * @param {unknown} error
 * @param {function(): void} again
 */
function refusal(language, error, again) {
  const denied = statusOf(error) === 403 && (codeOf(error) ?? 'forbidden') === 'forbidden';
  return denied ? el('div', { class: 'empty', 'data-role': 'denied' }, icon('key'),
    el('p', { class: 'empty-title' }, language.text('deniedTitle')),
    el('p', { class: 'muted' }, language.text('deniedText')))
    : retryNotice(language, error, again);
}
