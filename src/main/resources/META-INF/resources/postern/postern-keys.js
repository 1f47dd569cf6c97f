/**
 * `<postern-keys>`: a person's API keys on their profile page. One tag and one module:
 *
 *     <script type="module" src="/your-app/postern/postern-keys.js"></script>
 *     <postern-keys></postern-keys>
 *
 * Attributes
 * - `api`   where the API is, if not beside this module at `api/`
 * - `open`  `create` or `details`: what to open at load
 * - `lang`  `en`, `de`, `fr`, `ja`, `zh`; otherwise the nearest `lang` around it, then the browser's language
 * - `heading-level`  1 to 6, 2 if not given: where its title stands among the page's headings
 *
 * Methods `openCreate()`, `openDetails(id?)`, `refresh()`.
 * Events  `postern-created`, `postern-changed`, `postern-deleted`, with the key's id in `detail.id`; they bubble out of
 * shadow roots.
 *
 * Looks: the font and `color-scheme` are the page's. A page that switches to dark by other means says so with
 * `postern-keys { color-scheme: dark }`. Custom properties, all optional:
 * `--postern-accent`, `--postern-on-accent`, `--postern-surface`, `--postern-subtle`, `--postern-text`,
 * `--postern-muted`, `--postern-border`, `--postern-danger`, `--postern-on-danger`, `--postern-warning`,
 * `--postern-success`, `--postern-radius`, `--postern-mono`.
 * Parts: `header`, `title`, `intro`, `toolbar`, `table`, `row`, `badge`, `details`, `actions`, `history`, `pager`, `empty`,
 * `dialog`, `dialog-title`, `secret`, `button` with `primary-button`, `plain-button`, `danger-button`, `quiet-button`,
 * `icon-button`; `notice` with `error-notice`, `warning-notice`, `info-notice`.
 *
 * It needs no more of a Content Security Policy than `default-src 'self'`. `sessionStorage` holds what was typed into an
 * open form and which key was shown last, for an hour at most, and never a secret.
 */
import { KeyApi } from './postern-api.js';
import { KeyActions } from './postern-actions.js';
import { CreateDialog } from './postern-create.js';
import { detailsRow } from './postern-details.js';
import { button, el, icon, nameNode } from './postern-dom.js';
import { Language } from './postern-language.js';
import { Memory } from './postern-memory.js';
import { COLUMNS, emptyState, keyRow, remarksOnList } from './postern-rows.js';
import { errorNotice } from './postern-sign-in.js';
import { KeyTable } from './postern-table.js';

const DEFAULT_API = new URL('../postern/api/', import.meta.url);

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
  #page = null;
  #actions;
  #keys = null;
  #table = null;
  #expanded = new Set();
  #loading = null;
  #openDialogs = new Set();
  #createDialog = null;
  #createButton;
  #content = el('div', { class: 'content' });
  #remarks = el('div', { class: 'remarks' });
  #status = el('div', { class: 'status', role: 'status' });

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    this.#start();
    const { draft } = this.#page;
    if (this.getAttribute('open') === 'create' || draft.read()?.resume || draft.read()?.sent) {
      this.openCreate();
    } else if (this.getAttribute('open') === 'details') {
      this.openDetails();
    }
  }

  disconnectedCallback() {
    this.#discardDialogs();
  }

  attributeChangedCallback() {
    if (this.isConnected && this.#page) {
      this.#start();
    }
  }

  /** Opens the form for a new key. */
  openCreate() {
    if (!this.#createDialog?.open) {
      this.#status.replaceChildren();
      this.#createDialog = new CreateDialog(this.#page);
    }
  }

  /** Shows the details of a key, or of the first one, once the list is there. */
  async openDetails(id) {
    await this.#loading;
    const wanted = id ?? this.#table?.firstId;
    const row = wanted ? this.#table?.show(wanted) : null;
    if (row) {
      this.#toggle(this.#keys.find(key => key.id === wanted), true);
      row.querySelector('[data-action="details"]').focus({ preventScroll: true });
      row.scrollIntoView({ block: 'nearest' });
    }
  }

  /** Reads the list again. */
  refresh() {
    this.#loading = this.#load();
    return this.#loading;
  }

  #start() {
    this.#discardDialogs();
    this.#language = Language.of(this);
    const level = /^[1-6]$/.exec(this.getAttribute('heading-level')) ?? '2';
    const frame = el('div', { class: 'frame', lang: this.#language.locale },
      el('header', { part: 'header' },
        el('div', {},
          el(`h${level}`, { class: 'title', part: 'title', tabindex: -1 }, this.#language.text('title')),
          el('p', { class: 'muted', part: 'intro' }, this.#language.text('intro')))),
      this.#status, this.#remarks, this.#content);
    this.#page = this.#buildPage(frame);
    this.#actions = new KeyActions(this.#page);
    this.#createButton = button('create', this.#language.text('create'),
      { kind: 'primary', iconName: 'plus', onclick: () => this.openCreate() });
    this.#remarks.replaceChildren();
    this.shadowRoot.replaceChildren(frame);
    this.#keys = this.#table = null;
    this.refresh();
  }

  /** @returns {import('./postern-create.js').Page} */
  #buildPage(root) {
    const apiUrl = apiUrlOf(this);
    const place = `${apiUrl.pathname}#${[...document.querySelectorAll('postern-keys')].indexOf(this)}`;
    return { root, apiUrl, language: this.#language, api: new KeyApi(apiUrl), policy: null,
      draft: new Memory('draft', place), shown: new Memory('shown', place),
      opened: question => this.#opened(question),
      changed: (type, id) => this.#changed(type, id),
      deleteKey: key => this.#delete(key),
      showDetails: id => this.openDetails(id),
      left: () => this.#showRemarks() };
  }

  #opened(question) {
    this.#openDialogs.add(question);
    question.closed.then(() => this.#openDialogs.delete(question));
  }

  #discardDialogs() {
    this.#createDialog?.discard();
    this.#openDialogs.forEach(question => question.discard());
    this.#openDialogs.clear();
  }

  async #load() {
    const page = this.#page;
    if (this.#keys === null) {
      this.#content.replaceChildren(el('div', { class: 'loading', role: 'status' }, this.#language.text('loading')));
    }
    try {
      const [policy, keys] = await Promise.all([page.api.policy(), page.api.keys()]);
      if (page === this.#page) {
        page.policy = policy;
        this.#keys = keys;
        this.#showKeys();
      }
    } catch (error) {
      if (page === this.#page) {
        this.#showError(error);
      }
    }
  }

  /** There is one button for a new key, in the header or within an empty list, so that focus can return to it. */
  #show(content, buttonPlace = this.shadowRoot.querySelector('header')) {
    const { policy } = this.#page;
    if (this.#content.firstChild !== content) {
      this.#content.replaceChildren(content);
    }
    // An unknown policy hides nothing: the dialog says what is wrong.
    if (policy === null || policy.operations.includes('create')) {
      if (this.#createButton.parentNode !== buttonPlace) {
        buttonPlace.append(this.#createButton);
      }
    } else {
      this.#createButton.remove();
    }
  }

  #showError(error) {
    this.#keys = this.#table = null;
    this.#show(el('div', {}, errorNotice(this.#language, error),
      el('p', { class: 'after-notice' }, el('span', {}, this.#language.text('errorList')), ' ',
        button('retry', this.#language.text('retry'), { onclick: () => this.refresh() }))));
  }

  #showKeys() {
    this.#showRemarks();
    if (this.#keys.length === 0) {
      const empty = emptyState(this.#page);
      this.#table = null;
      this.#show(empty, empty);
      return;
    }
    if (this.#table === null) {
      this.#table = new KeyTable(this.#language, key => this.#row(key));
    }
    this.#table.keys = this.#keys;
    const { element } = this.#table;
    element.querySelector('.list-end')?.remove();
    this.#show(element);
    if (this.#keys.length > 1 && this.#page.policy.operations.includes('delete')) {
      element.append(el('div', { class: 'list-end' }, button('delete-all', this.#language.text('deleteAllKeys'),
        { kind: 'danger-quiet', onclick: () => this.#deleteAll() })));
    }
  }

  #showRemarks() {
    const { shown } = this.#page;
    const isOnScreen = this.shadowRoot.querySelector('[data-dialog="secret"]') !== null;
    const dismiss = () => {
      shown.forget();
      this.#showRemarks();
      this.#focusTitle();
    };
    this.#remarks.replaceChildren(...remarksOnList(this.#keys ?? [], this.#page, isOnScreen ? null : shown.read(), {
      dismiss, delete: async key => (await this.#delete(key)) && dismiss() }));
  }

  #row(key) {
    const row = keyRow(key, this.#page, { isExpanded: this.#expanded.has(key.id), doing: {
      details: () => this.#toggle(key, !this.#expanded.has(key.id)),
      delete: () => this.#delete(key),
    } });
    if (this.#expanded.has(key.id)) {
      row.append(this.#details(key));
    }
    return row;
  }

  #details(key) {
    const tell = (words, changed) => changed && this.#tell(words, changed, 'postern-changed');
    return detailsRow(key, COLUMNS, this.#page, {
      edit: async () => tell('saved', await this.#actions.edit(key)),
      rotate: () => this.#rotate(key),
      show: () => this.#actions.show(key),
      confirm: async () => tell('confirmed', await this.#actions.confirm(key)),
      disable: () => this.#switch(key, false),
      enable: () => this.#switch(key, true),
    });
  }

  #toggle(key, expanded) {
    const row = this.#table.rowOf(key.id);
    row.classList.toggle('expanded', expanded);
    row.querySelector('[data-action="details"]').setAttribute('aria-expanded', String(expanded));
    row.querySelector('.details')?.remove();
    this.#expanded.delete(key.id);
    if (expanded) {
      this.#expanded.add(key.id);
      row.append(this.#details(key));
    }
  }

  async #delete(key) {
    const deleted = await this.#actions.delete(key);
    if (deleted) {
      await this.#tell('deleted', key, 'postern-deleted');
    }
    return deleted;
  }

  async #deleteAll() {
    const count = await this.#actions.deleteAll(this.#keys.length);
    if (count !== null) {
      this.#say(this.#language.text('deletedAll', { count: this.#language.number(count) }));
      await this.#changed('postern-deleted', null);
      this.#focusTitle();
    }
  }

  async #rotate(key) {
    const successor = await this.#actions.rotate(key);
    if (successor) {
      await this.#loading;
      this.#table?.show(successor.id)?.querySelector('[data-action="details"]').focus();
    }
  }

  async #switch(key, active) {
    try {
      const changed = await this.#page.api.edit(key.id, { active });
      await this.#tell(active ? 'enabled' : 'disabled', changed, 'postern-changed');
    } catch (error) {
      this.#status.replaceChildren(errorNotice(this.#language, error));
    }
  }

  /** Says what was done with a key, and reads the list again. */
  async #tell(words, key, type) {
    this.#say(this.#language.nodes(words, { name: nameNode(key.name) }));
    await this.#changed(type, key.id);
    // The button that was pressed went with its row.
    if (!this.shadowRoot.activeElement) {
      this.#focusTitle();
    }
  }

  #say(words) {
    this.#status.replaceChildren(icon('check'), el('span', {}, words));
  }

  #focusTitle() {
    this.shadowRoot.querySelector('.title').focus();
  }

  #changed(type, id) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail: { id } }));
    return this.refresh();
  }
}

function apiUrlOf(element) {
  const declared = element.getAttribute('api');
  return declared === null ? DEFAULT_API : new URL(declared.replace(/\/?$/, '/'), document.baseURI);
}

customElements.define('postern-keys', PosternKeys);
