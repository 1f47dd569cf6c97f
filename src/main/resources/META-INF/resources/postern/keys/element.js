/** The element `<postern-keys>`, which ../postern-keys.js describes and registers. */
import { el, icon, nameNode, part } from '../base/dom.js';
import { apiUrlOf, headingOf, sheetOf } from '../base/element.js';
import { Language } from '../base/language.js';
import { Memory } from '../base/memory.js';
import { errorNotice } from '../base/errors.js';
import { KEYS_TEXTS } from '../texts/keys.js';
import { confirmKey, deleteAllKeys, deleteKey, editKey, revealKey, rotateKey } from './actions.js';
import { KeyApi } from './api.js';
import { CreateDialog } from './create-dialog.js';
import { OwnKeys } from './list.js';

/**
 * @typedef {import('../base/types.js').Key} Key
 * @typedef {import('./types.js').KeysPage} KeysPage
 */

const sheet = sheetOf('postern-keys.css');

/** The keys of the user who is signed in. */
export class PosternKeys extends HTMLElement {
  static observedAttributes = ['api', 'lang'];

  /** @type {?KeysPage} */
  #page = null;
  /** @type {?OwnKeys} */
  #list = null;
  /** @type {Set<string>} */
  #expanded = new Set();
  /** @type {?Promise<void>} */
  #loading = null;
  /** @type {Set<import('../base/dialog.js').Dialog>} */
  #openDialogs = new Set();
  /** @type {?CreateDialog} */
  #createDialog = null;
  #status = el('div', { class: 'status', role: 'status' });
  #shadow = this.attachShadow({ mode: 'open' });

  constructor() {
    super();
    this.#shadow.adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    const { draft } = this.#start();
    const opened = this.getAttribute('open');
    if (opened === 'create' || draft.read()?.resume || draft.read()?.sent) {
      this.openCreate();
    } else if (opened === 'details') {
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
    if (this.#page && !this.#createDialog?.isOpen) {
      this.#status.replaceChildren();
      this.#createDialog = new CreateDialog(this.#page);
    }
  }

  /**
   * Shows the details of a key, or of the first one, once the list is there.
   * @param {string} [id]
   */
  async openDetails(id) {
    await this.#loading;
    this.#list?.open(id);
  }

  /** Reads the list again. */
  refresh() {
    this.#loading = this.#load();
    return this.#loading;
  }

  #start() {
    this.#discardDialogs();
    const language = Language.of(this, KEYS_TEXTS);
    const header = el('header', { part: 'header' }, el('div', {},
      el(headingOf(this), { class: 'title', part: 'title', tabindex: -1 }, language.text('title')),
      el('p', { class: 'muted', part: 'intro' }, language.text('intro'))));
    const frame = el('div', { class: 'frame', lang: language.locale }, header);
    const page = this.#page = this.#buildPage(frame, language);
    const list = this.#list = new OwnKeys(page, header, this.#expanded, {
      create: () => this.openCreate(),
      refresh: () => this.refresh(),
      deleteAll: () => this.#deleteAll(),
      dismissed: () => this.#focusTitle(),
      withKey: this.#actions(),
    });
    frame.append(this.#status, list.remarks, list.content);
    this.#shadow.replaceChildren(frame);
    this.refresh();
    return page;
  }

  /**
   * @param {HTMLElement} root
   * @param {Language} language
   * @returns {KeysPage}
   */
  #buildPage(root, language) {
    const apiUrl = apiUrlOf(this);
    const place = `${apiUrl.pathname}#${[...document.querySelectorAll('postern-keys')].indexOf(this)}`;
    return { root, apiUrl, language, api: new KeyApi(apiUrl), policy: null,
      draft: new Memory('draft', place), shown: new Memory('shown', place),
      opened: dialog => {
        this.#openDialogs.add(dialog);
        dialog.closed.then(() => this.#openDialogs.delete(dialog));
      },
      changed: (type, id) => this.#changed(type, id),
      deleteKey: key => this.#delete(key),
      showDetails: id => this.openDetails(id),
      left: () => this.#list?.showRemarks() };
  }

  /** @returns {Record<string, function(Key): unknown>} what can be done with one key, by action */
  #actions() {
    const tell = async (/** @type {string} */ words, /** @type {Promise<?Key>} */ doing) => {
      const changed = await doing;
      return changed && this.#tell(words, changed, 'postern-changed');
    };
    return {
      edit: key => tell('saved', editKey(this.#ready, key)),
      rotate: key => this.#rotate(key),
      reveal: key => revealKey(this.#ready, key),
      confirm: key => tell('confirmed', confirmKey(this.#ready, key)),
      disable: key => this.#switch(key, false),
      enable: key => this.#switch(key, true),
      delete: key => this.#delete(key),
    };
  }

  /** The page with what the policy was at the last reading; before that, nothing can be pressed that needs it. */
  get #ready() {
    return /** @type {import('./types.js').ReadyPage} */ (this.#page);
  }

  #discardDialogs() {
    this.#openDialogs.forEach(dialog => dialog.discard());
    this.#openDialogs.clear();
  }

  async #load() {
    const [page, list] = [this.#page, this.#list];
    if (page === null || list === null) {
      return;
    }
    list.showLoading();
    try {
      const [policy, keys] = await Promise.all([page.api.policy(), page.api.keys()]);
      if (page === this.#page) {
        page.policy = policy;
        list.show(this.#ready, keys);
      }
    } catch (error) {
      if (page === this.#page) {
        list.showError(error);
      }
    }
  }

  /** @param {{id: string, name: string, supersededBy?: ?string}} key */
  async #delete(key) {
    const deleted = await deleteKey(this.#ready, key);
    if (deleted) {
      await this.#tell('deleted', key, 'postern-deleted');
    }
    return deleted;
  }

  async #deleteAll() {
    const { language } = this.#ready;
    const count = await deleteAllKeys(this.#ready, this.#list?.count ?? 0);
    if (count !== null) {
      this.#say(language.text('deletedAll', { count: language.number(count) }));
      await this.#changed('postern-deleted', null);
      this.#focusTitle();
    }
  }

  /** @param {Key} key */
  async #rotate(key) {
    const successor = await rotateKey(this.#ready, key);
    if (successor) {
      await this.#loading;
      this.#list?.focus(successor.id);
    }
  }

  /**
   * @param {Key} key
   * @param {boolean} active
   */
  async #switch(key, active) {
    const { api, language, policy } = this.#ready;
    try {
      const changed = await api.edit(key.id, { active });
      await this.#tell(active ? 'enabled' : 'disabled', changed, 'postern-changed');
    } catch (error) {
      this.#status.replaceChildren(errorNotice(language, error, { stepUp: policy.stepUp }));
    }
  }

  /**
   * Says what was done with a key, and reads the list again.
   * @param {string} words
   * @param {{id: string, name: string}} key
   * @param {string} type of the event
   */
  async #tell(words, key, type) {
    this.#say(this.#ready.language.nodes(words, { name: nameNode(key.name) }));
    await this.#changed(type, key.id);
    // The button that was pressed went with its row.
    if (!this.#shadow.activeElement) {
      this.#focusTitle();
    }
  }

  /** @param {import('../base/dom.js').Child} words */
  #say(words) {
    this.#status.replaceChildren(icon('check'), el('span', {}, words));
  }

  #focusTitle() {
    part(this.#shadow, '.title').focus();
  }

  /**
   * @param {string} type
   * @param {?string} id
   */
  #changed(type, id) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail: { id } }));
    return this.refresh();
  }
}
