/**
 * `<postern-keys>`: a person's API keys on their profile page. One tag and one module:
 *
 *     <script type="module" src="/your-app/postern/postern-keys.js"></script>
 *     <postern-keys></postern-keys>
 *
 * Attributes
 * - `api`   where the API is, if not beside this module at `api/`
 * - `open`  `create` or `details`: what to open at load
 * - `lang`  `en`, `de`; otherwise the nearest `lang` around it, then the browser's language
 * - `heading-level`  1 to 6, 2 if not given: where its title stands among the page's headings
 *
 * Methods `openCreate()`, `openDetails(id?)`, `refresh()`.
 * Events  `postern-created`, `postern-deleted`, with the key's id in `detail.id`; they bubble out of shadow roots.
 *
 * Looks: the font and `color-scheme` are the page's. A page that switches to dark by other means says so with
 * `postern-keys { color-scheme: dark }`. Custom properties, all optional:
 * `--postern-accent`, `--postern-on-accent`, `--postern-surface`, `--postern-subtle`, `--postern-text`,
 * `--postern-muted`, `--postern-border`, `--postern-danger`, `--postern-on-danger`, `--postern-warning`,
 * `--postern-success`, `--postern-radius`, `--postern-mono`.
 * Parts: `header`, `title`, `intro`, `table`, `row`, `badge`, `details`, `empty`, `dialog`, `dialog-title`, `secret`,
 * `button` with `primary-button`, `danger-button`, `quiet-button`; `notice` with `error-notice`, `warning-notice`.
 */
import { button, el, fillDialog, icon, KeyApi, Language, nameNode, notice, openDialog } from './postern-base.js';
import { CreateDialog } from './postern-create.js';

const DEFAULT_API = new URL('../postern/api/', import.meta.url);
const SOON_MS = 7 * 86_400_000;
const COLUMNS = ['columnName', 'columnState', 'columnCreated', 'columnExpires', 'columnLastUsed', 'columnActions'];
const LOGIN_WORDS = { local: 'loginLocal', saml: 'loginSaml' };

const sheet = new CSSStyleSheet();
// Nothing shows unstyled in the moment before the looks arrive; without them it shows as it is.
sheet.replaceSync(':host, dialog { opacity: 0 }');
fetch(new URL('postern-keys.css', import.meta.url))
  .then(answer => (answer.ok ? answer.text() : ''), () => '')
  .then(looks => sheet.replaceSync(looks));

/** The keys of the person who is logged in. */
export class PosternKeys extends HTMLElement {
  static observedAttributes = ['api', 'lang'];

  #language;
  #api;
  #apiUrl;
  #keys = null;
  #expanded = new Set();
  #loading = null;
  #createDialog = null;
  #createButton;
  #content = el('div', { class: 'content' });
  #status = el('div', { class: 'status', role: 'status' });

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    this.#start();
    if (this.getAttribute('open') === 'create') {
      this.openCreate();
    } else if (this.getAttribute('open') === 'details') {
      this.openDetails();
    }
  }

  disconnectedCallback() {
    this.#createDialog?.discard();
  }

  attributeChangedCallback() {
    if (this.isConnected && this.#api) {
      this.#start();
    }
  }

  /** Opens the form for a new key. */
  openCreate() {
    if (this.#createDialog?.open) {
      return;
    }
    this.#status.replaceChildren();
    this.#createDialog = new CreateDialog({
      root: this.#frame,
      api: this.#api,
      apiUrl: this.#apiUrl,
      language: this.#language,
      created: id => this.#changed('postern-created', id),
      deleteKey: key => this.#askAndDelete(key),
      showDetails: id => this.openDetails(id),
    });
  }

  /** Shows the details of a key, or of the first one, once the list is there. */
  async openDetails(id) {
    await this.#loading;
    const key = this.#keys?.find(candidate => id === undefined || candidate.id === id);
    if (key) {
      this.#toggle(key, true);
      const toggle = this.#rowOf(key).querySelector('[data-action="details"]');
      toggle.focus({ preventScroll: true });
      this.#rowOf(key).scrollIntoView({ block: 'nearest' });
    }
  }

  /** Reads the list again. */
  refresh() {
    this.#loading = this.#load();
    return this.#loading;
  }

  get #frame() {
    return this.shadowRoot.querySelector('.frame');
  }

  #start() {
    this.#language = Language.of(this);
    this.#apiUrl = apiUrlOf(this);
    this.#api = new KeyApi(this.#apiUrl);
    this.#createDialog?.discard();
    this.#createButton = button('create', this.#language.text('create'),
      { kind: 'primary', iconName: 'plus', onclick: () => this.openCreate() });
    const level = /^[1-6]$/.exec(this.getAttribute('heading-level')) ?? '2';
    this.shadowRoot.replaceChildren(el('div', { class: 'frame', lang: this.#language.locale },
      el('header', { part: 'header' },
        el('div', {},
          el(`h${level}`, { class: 'title', part: 'title', tabindex: -1 }, this.#language.text('title')),
          el('p', { class: 'muted', part: 'intro' }, this.#language.text('intro')))),
      this.#status, this.#content));
    this.#keys = null;
    this.refresh();
  }

  async #load() {
    if (this.#keys === null) {
      this.#content.replaceChildren(el('div', { class: 'loading', role: 'status' }, this.#language.text('loading')));
    }
    const api = this.#api;
    try {
      const keys = await api.keys();
      if (api === this.#api) {
        this.#keys = keys;
        this.#showKeys();
      }
    } catch (error) {
      if (api === this.#api) {
        this.#showError(error);
      }
    }
  }

  /** There is one button for a new key, in the header or within an empty list, so that focus can return to it. */
  #show(content, buttonPlace = this.shadowRoot.querySelector('header')) {
    this.#content.replaceChildren(content);
    buttonPlace.append(this.#createButton);
  }

  #showError(error) {
    this.#keys = null;
    this.#show(notice('error', el('strong', {}, this.#language.text('errorList')), ' ', this.#language.error(error),
      el('p', {}, button('retry', this.#language.text('retry'), { onclick: () => this.refresh() }))));
  }

  #showKeys() {
    if (this.#keys.length === 0) {
      const empty = this.#emptyState();
      this.#show(empty, empty);
      return;
    }
    // Explicit roles: laid out as cards, a table would lose its meaning to screen readers.
    const headings = COLUMNS.map(column => el('th', { role: 'columnheader', scope: 'col' },
      el('span', {}, this.#language.text(column))));
    this.#show(el('table', { role: 'table', part: 'table', 'aria-label': this.#language.text('title') },
      el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, headings)),
      this.#keys.map(key => this.#row(key))));
  }

  #emptyState() {
    return el('div', { class: 'empty', part: 'empty' }, icon('key'),
      el('p', { class: 'empty-title' }, this.#language.text('emptyTitle')),
      el('p', { class: 'muted' }, this.#language.text('emptyText')));
  }

  #row(key) {
    const language = this.#language;
    const expanded = this.#expanded.has(key.id);
    const cell = (column, ...content) => el('td', { role: 'cell', class: column, 'data-label': language.text(column) },
      ...content);
    const row = el('tbody', { role: 'rowgroup', part: 'row', 'data-key': key.id, class: expanded && 'expanded' },
      el('tr', { role: 'row' },
        el('th', { role: 'rowheader', scope: 'row' },
          el('div', { class: 'clamped' }, nameNode(key.name)), el('code', { class: 'hint' }, `${key.id}…`)),
        cell('columnState', this.#badges(key)),
        cell('columnCreated', language.day(key.createdAt)),
        cell('columnExpires', key.expiresAt ? language.day(key.expiresAt) : language.text('never')),
        cell('columnLastUsed', key.lastUsedAt ? language.ago(key.lastUsedAt) : language.text('neverUsed')),
        el('td', { role: 'cell', class: 'columnActions' }, el('div', {}, this.#actions(key, expanded)))));
    if (expanded) {
      row.append(this.#details(key));
    }
    return row;
  }

  #badges(key) {
    const soon = key.state === 'active' && key.expiresAt && Date.parse(key.expiresAt) - Date.now() < SOON_MS;
    const words = soon
      ? this.#language.text('expiresSoon', { when: this.#language.relative(key.expiresAt) })
      : this.#language.text(`state${key.state[0].toUpperCase()}${key.state.slice(1)}`);
    return el('div', { class: 'badges' },
      el('span', { class: `badge${soon ? ' soon' : ''}`, part: 'badge', 'data-state': key.state }, words),
      key.seenInUrlAt && el('span', { class: 'badge warned', part: 'badge' }, this.#language.text('seenInUrl')));
  }

  #actions(key, expanded) {
    const language = this.#language;
    const details = button('details', language.text('details'), { kind: 'quiet', iconName: 'chevron',
      'aria-expanded': String(expanded), 'aria-label': language.text('detailsOf', key),
      onclick: () => this.#toggle(key, !this.#expanded.has(key.id)) });
    const remove = key.state !== 'revoked' && button('delete', language.text('delete'), { kind: 'danger-quiet',
      'aria-label': language.text('deleteNamed', key), onclick: () => this.#askAndDelete(key) });
    return [details, remove];
  }

  #details(key) {
    const language = this.#language;
    const entries = this.#facts(key).filter(([, value]) => value)
      .map(([label, ...value]) => el('div', {}, el('dt', {}, language.text(label)), el('dd', {}, value)));
    const warning = key.seenInUrlAt
      && notice('warning', language.nodes('seenInUrlText', { when: language.moment(key.seenInUrlAt) }));
    return el('tr', { role: 'row', class: 'details', part: 'details' },
      el('td', { role: 'cell', colspan: COLUMNS.length }, warning, el('dl', {}, entries)));
  }

  #facts(key) {
    const language = this.#language;
    const chips = values => el('ul', { class: 'chips' }, values.map(value => el('li', {}, value)));
    return [
      ['detailDescription', key.description && nameNode(key.description)],
      ['detailId', el('code', {}, key.id)],
      ['detailOwner', nameNode(key.owner)],
      ['detailCreatedBy', key.createdBy !== key.owner && nameNode(key.createdBy)],
      ['detailLogin', language.text(LOGIN_WORDS[key.loginSource])],
      ['detailCreated', language.moment(key.createdAt)],
      ['detailExpires', key.expiresAt ? language.moment(key.expiresAt) : language.text('never')],
      ['detailLastUsed', key.lastUsedAt ? language.moment(key.lastUsedAt) : language.text('neverUsed'),
        key.lastUsedFrom && [' ', language.text('usedFrom', { address: key.lastUsedFrom })]],
      ['detailRotated', key.lastRotatedAt && language.moment(key.lastRotatedAt)],
      ['detailSuccessor', key.supersededBy && el('code', {}, key.supersededBy)],
      ['detailScopes', key.scopes.length > 0 ? chips(key.scopes) : language.text('allScopes')],
      ['detailNetworks', key.networks.length > 0 ? chips(key.networks) : language.text('allNetworks')],
    ];
  }

  #toggle(key, expanded) {
    const row = this.#rowOf(key);
    row.classList.toggle('expanded', expanded);
    row.querySelector('[data-action="details"]').setAttribute('aria-expanded', String(expanded));
    row.querySelector('.details')?.remove();
    this.#expanded.delete(key.id);
    if (expanded) {
      this.#expanded.add(key.id);
      row.append(this.#details(key));
    }
  }

  #rowOf(key) {
    return this.#content.querySelector(`tbody[data-key="${CSS.escape(key.id)}"]`);
  }

  async #askAndDelete(key) {
    const deleted = await confirmDelete(this.#frame, this.#language, key, () => this.#api.delete(key.id));
    if (deleted) {
      this.#status.replaceChildren(icon('check'), el('span', {},
        this.#language.nodes('deleted', { name: nameNode(key.name) })));
      await this.#changed('postern-deleted', key.id);
      // The button that opened the question went with its row.
      if (!this.shadowRoot.activeElement) {
        this.shadowRoot.querySelector('.title').focus();
      }
    }
    return deleted;
  }

  #changed(type, id) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail: { id } }));
    return this.refresh();
  }
}

/** Asks before a key is deleted; resolves to whether it is gone. */
function confirmDelete(root, language, key, deleteKey) {
  return new Promise(resolve => {
    let deleted = false;
    let pending = false;
    const dialog = openDialog(root, { kind: 'delete', mayClose: () => !pending, onclose: () => resolve(deleted) });
    const errors = el('div', {});
    const cancel = button('cancel', language.text('cancel'), { onclick: () => dialog.close() });
    const confirm = button('confirm-delete', language.text('delete'), { kind: 'danger' });
    const setPending = value => {
      pending = value;
      cancel.disabled = confirm.disabled = value;
      confirm.lastChild.textContent = language.text(value ? 'deleting' : 'delete');
    };
    confirm.addEventListener('click', async () => {
      setPending(true);
      errors.replaceChildren();
      // A key that is not there any more was deleted in another tab, which is what was wanted.
      const error = await deleteKey().then(() => null, failure => (failure.status === 404 ? null : failure));
      setPending(false);
      deleted = error === null;
      deleted ? dialog.close() : errors.append(notice('error', language.error(error)));
    });
    fillDialog(dialog, language.text('deleteTitle'),
      [el('p', {}, language.nodes('deleteText', { name: nameNode(key.name) })), errors], [cancel, confirm]);
    cancel.focus();
  });
}

function apiUrlOf(element) {
  const declared = element.getAttribute('api');
  return declared === null ? DEFAULT_API : new URL(declared.replace(/\/?$/, '/'), document.baseURI);
}

customElements.define('postern-keys', PosternKeys);
