/**
 * `<postern-admin>`: the API keys of others, for administrators. One tag and one module:
 *
 *     <script type="module" src="/your-app/postern/postern-admin.js"></script>
 *     <postern-admin></postern-admin>
 *
 * Attributes
 * - `api`   where the API is, if not beside this module at `api/`
 * - `lang`  `de`, `en`, `fr`, `ja`, `zh`; otherwise the nearest `lang` around it, then the browser's language
 * - `heading-level`  1 to 5, 2 if not given: where its title stands among the page's headings
 *
 * Method `refresh()`. Looks: the custom properties and parts of `<postern-keys>`; also `filters`, `chart`.
 * Who is no administrator is told so and sees nothing else; who may only look gets nothing to press.
 */
import { button, el, icon, Language, notice } from './postern-base.js';
import { AdminApi } from './postern-admin-api.js';
import { charts } from './postern-admin-charts.js';
import { createForSomebody, resumeCreation } from './postern-admin-create.js';
import { problemNotice } from './postern-admin-dialog.js';
import { Filters } from './postern-admin-filters.js';
import { KeyList } from './postern-admin-list.js';
import { revokeMany } from './postern-admin-revocations.js';
import { ADMIN_TEXTS, number } from './postern-admin-texts.js';

const DEFAULT_API = new URL('../postern/api/', import.meta.url);
const PAGE_SIZE = 50;
/** From this width in CSS pixels on, charts are not in the way of the list. */
const WIDE = 760;

const sheets = ['postern-keys.css', 'postern-admin.css'].map(name => {
  const sheet = new CSSStyleSheet();
  // Nothing shows unstyled in the moment before the looks arrive; without them it shows as it is.
  sheet.replaceSync(':host, dialog { opacity: 0 }');
  fetch(new URL(name, import.meta.url))
    .then(answer => (answer.ok ? answer.text() : ''), () => '')
    .then(looks => sheet.replaceSync(looks));
  return sheet;
});

/** The keys within an administrator's reach. */
export class PosternAdmin extends HTMLElement {
  static observedAttributes = ['api', 'lang'];

  #language;
  #api;
  #page;
  #filters;
  #list;
  #question = null;
  #cursors = [null];
  #turn = 0;
  #actedOn = null;
  #status = el('div', { class: 'status', role: 'status' });
  #content = el('div', { class: 'content' });
  #charts = el('div', {});
  #pager = el('nav', { class: 'pages' });

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = sheets;
  }

  connectedCallback() {
    this.#start();
  }

  disconnectedCallback() {
    this.#question?.discard();
    this.#filters?.stop();
  }

  attributeChangedCallback() {
    if (this.isConnected && this.#api) {
      this.#start();
    }
  }

  /** Reads list and charts again. */
  refresh() {
    return Promise.all([this.#loadKeys(), this.#loadCharts()]);
  }

  get #frame() {
    return this.shadowRoot.querySelector('.frame');
  }

  async #start() {
    this.disconnectedCallback();
    const language = this.#language = Language.of(this, ADMIN_TEXTS);
    const apiUrl = apiUrlOf(this);
    const api = this.#api = new AdminApi(apiUrl);
    const level = /^[1-5]$/.exec(this.getAttribute('heading-level')) ?? '2';
    this.#status.replaceChildren();
    this.#content.replaceChildren(el('p', { class: 'loading', role: 'status' }, language.text('loading')));
    this.shadowRoot.replaceChildren(el('div', { class: 'frame admin', lang: language.locale },
      el('header', { part: 'header' }, el('div', {},
        el(`h${level}`, { class: 'title', part: 'title', tabindex: -1 }, language.text('title')))),
      this.#status, this.#content));
    try {
      const policy = await api.policy();
      const first = await api.keys({}, PAGE_SIZE);
      if (api === this.#api) {
        this.#open(policy, apiUrl, first);
      }
    } catch (error) {
      if (api === this.#api) {
        this.#refuse(error);
      }
    }
  }

  /** Who is no administrator learns that and nothing else; for everybody else something went wrong that may pass. */
  #refuse(error) {
    const denied = error.status === 403 && (error.code ?? 'forbidden') === 'forbidden';
    this.#content.replaceChildren(denied
      ? el('div', { class: 'empty', 'data-role': 'denied' }, icon('key'),
        el('p', { class: 'empty-title' }, this.#language.text('deniedTitle')),
        el('p', { class: 'muted' }, this.#language.text('deniedText')))
      : problemNotice(this.#language, error, { more: this.#retry(() => this.#start()) }));
  }

  #retry(work) {
    return el('p', {}, button('retry', this.#language.text('retry'), { onclick: work }));
  }

  #open(policy, apiUrl, first) {
    const language = this.#language;
    const changes = policy.administers !== 'nobody';
    this.#page = { root: this.#frame, api: this.#api, language, commonLanguage: Language.of(this), apiUrl, policy,
      may: (operation, key) => changes && mayDo(policy, operation, key.loginSource),
      done: (...words) => this.#done(words),
      attempt: work => this.#attempt(work),
      acted: key => { this.#actedOn = key.id; },
      opened: question => { this.#question = question; },
      closed: () => this.#restoreFocus() };
    this.#filters = new Filters(language);
    this.#filters.onchange = () => this.#firstPage();
    this.#list = new KeyList(this.#page);
    this.#cursors = [null];
    const header = this.shadowRoot.querySelector('header');
    header.firstChild.append(el('p', { class: 'muted', part: 'intro' },
      language.text(changes ? `reach_${policy.administers}` : 'reach_viewer')));
    if (changes) {
      header.append(this.#buttons(policy));
    }
    this.#content.replaceChildren(this.#charts, this.#filters.element, this.#list.element, this.#pager);
    this.#charts.replaceChildren();
    this.#pager.setAttribute('aria-label', language.text('pages'));
    this.#showKeys(first);
    this.#loadCharts();
    if (changes) {
      resumeCreation(this.#page);
    }
  }

  #buttons(policy) {
    const language = this.#language;
    const some = operation => ['local', 'saml'].some(source => mayDo(policy, operation, source));
    const begin = work => () => {
      this.#actedOn = null;
      this.#status.replaceChildren();
      work(this.#page, this.#filters.owner);
    };
    return el('div', { class: 'header-buttons' },
      some('delete') && button('revoke-many', language.text('revokeManyOpen'), { onclick: begin(revokeMany) }),
      this.#mayCreate() && button('create', language.text('create'), { kind: 'primary', iconName: 'plus',
        onclick: begin(createForSomebody) }));
  }

  #mayCreate() {
    const { policy } = this.#page;
    return policy.administers !== 'nobody' && ['local', 'saml'].some(source => mayDo(policy, 'create', source));
  }

  #firstPage() {
    this.#cursors = [null];
    return this.#loadKeys();
  }

  async #loadKeys() {
    const turn = ++this.#turn;
    this.#list.element.setAttribute('aria-busy', 'true');
    try {
      const page = await this.#api.keys(this.#filters.query, PAGE_SIZE, this.#cursors.at(-1));
      // Somebody has typed on meanwhile.
      if (turn === this.#turn) {
        this.#showKeys(page);
      }
    } catch (error) {
      if (turn === this.#turn) {
        this.#list.showInstead(problemNotice(this.#language, error, { more: this.#retry(() => this.#loadKeys()) }));
        this.#pager.replaceChildren();
      }
    }
    this.#list.element.removeAttribute('aria-busy');
  }

  #showKeys({ keys, next }) {
    if (keys.length === 0 && this.#cursors.length === 1) {
      this.#list.showInstead(this.#emptyState());
    } else {
      this.#list.show(keys);
    }
    this.#showPager(keys.length, next);
  }

  #emptyState() {
    const language = this.#language;
    const filtered = Object.keys(this.#filters.query).length > 0;
    const { owner } = this.#filters;
    return el('div', { class: 'empty', part: 'empty' }, icon('key'),
      el('p', { class: 'empty-title' }, language.text(filtered ? 'noneFoundTitle' : 'emptyTitle')),
      filtered && el('p', { class: 'muted' }, language.text('noneFoundText')),
      owner !== '' && this.#mayCreate() && button('create-for-owner', language.text('createFor', { owner }),
        { kind: 'primary', iconName: 'plus', onclick: () => createForSomebody(this.#page, owner) }));
  }

  #showPager(count, next) {
    const language = this.#language;
    const before = (this.#cursors.length - 1) * PAGE_SIZE;
    const range = count === 0 ? '' : language.text('range',
      { from: number(language, before + 1), to: number(language, before + count) });
    const go = (action, text, disabled, work) => button(action, language.text(text), { disabled, onclick: async () => {
      work();
      await this.#loadKeys();
      this.#frame.querySelector('.list').scrollIntoView({ block: 'nearest' });
      const same = this.#pager.querySelector(`[data-action="${action}"]:enabled`);
      (same ?? this.#pager.querySelector('button:enabled') ?? this.shadowRoot.querySelector('.title')).focus();
    } });
    const single = this.#cursors.length === 1 && !next;
    this.#pager.replaceChildren(el('span', { class: 'hint', role: 'status', 'data-role': 'range' }, range), ...(single ? [] : [
      go('previous', 'previous', this.#cursors.length === 1, () => this.#cursors.pop()),
      go('next', 'next', !next, () => this.#cursors.push(next))]));
  }

  async #loadCharts() {
    const api = this.#api;
    const statistics = await api.statistics().catch(() => null);
    if (api === this.#api) {
      const open = this.#charts.querySelector('.glance')?.open ?? this.clientWidth >= WIDE;
      this.#charts.replaceChildren(...(statistics === null ? [] : [el('details', { class: 'glance', open },
        el('summary', {}, this.#language.text('glance')),
        el('div', { class: 'charts' }, charts(this.#language, statistics)))]));
    }
  }

  /** Says what was done, and shows what it changed. */
  #done(words) {
    this.#status.replaceChildren(...(words.length === 0 ? []
      : [icon('check'), el('span', {}, ...words)]));
    return this.refresh().then(() => {
      if (!this.shadowRoot.querySelector('dialog')) {
        this.#restoreFocus();
      }
    });
  }

  async #attempt(work) {
    try {
      await work();
    } catch (error) {
      this.#status.replaceChildren(problemNotice(this.#language, error));
      this.#status.scrollIntoView({ block: 'nearest' });
    }
  }

  /** What had the focus may have gone with a row that was drawn again. */
  #restoreFocus() {
    if (!this.shadowRoot.activeElement && !(this.#actedOn !== null && this.#list.focus(this.#actedOn))) {
      this.shadowRoot.querySelector('.title').focus();
    }
  }
}

/** Whether the policy lets administrators do this; a server that does not say is asked by trying. */
function mayDo(policy, operation, source) {
  return policy.administratorOperations?.[source]?.includes(operation) ?? true;
}

function apiUrlOf(element) {
  const declared = element.getAttribute('api');
  return declared === null ? DEFAULT_API : new URL(declared.replace(/\/?$/, '/'), document.baseURI);
}

customElements.define('postern-admin', PosternAdmin);
