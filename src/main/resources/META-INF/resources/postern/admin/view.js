/** The page of administrators: charts, filters, the list with its pages, and the buttons above it. */
import { button, el, icon, part } from '../base/dom.js';
import { Memory } from '../base/memory.js';
import { errorNotice, retryNotice } from '../base/errors.js';
import { charts } from './charts.js';
import { createForSomebody, resumeCreation } from './create-dialog.js';
import { Filters } from './filters.js';
import { KeyList } from './list.js';
import { PAGE_SIZE, Pager } from './pager.js';
import { changesKeys, mayDoForSome } from './permissions.js';
import { revokeMany } from './revocations.js';

/**
 * @typedef {import('../base/types.js').Key} Key
 * @typedef {import('../base/language.js').Language} Language
 * @typedef {import('./types.js').AdminPage} AdminPage
 *
 * @typedef {object} Place Where in the element it goes.
 * @property {ShadowRoot} shadow
 * @property {HTMLElement} status
 * @property {HTMLElement} content
 * @property {boolean} isWide whether charts are not in the way of the list
 */

/** It lives as long as its element shows one language and one API. */
export class View {
  /** @type {Place} */
  #place;
  /** @type {AdminPage} */
  #page;
  /** @type {Filters} */
  #filters;
  /** @type {KeyList} */
  #list;
  /** @type {Pager} */
  #pager;
  /** @type {?import('../base/dialog.js').Dialog} */
  #dialog = null;
  /** @type {?string} */
  #actedOn = null;
  #turn = 0;
  #charts = el('div', {});

  /**
   * @param {Place} place
   * @param {Pick<AdminPage, 'language'|'apiUrl'|'api'|'policy'>} known
   */
  constructor(place, known) {
    this.#place = place;
    const page = this.#page = this.#buildPage(known);
    this.#filters = new Filters(page.language);
    this.#filters.onchange = () => {
      this.#pager.reset();
      this.#loadKeys();
    };
    this.#list = new KeyList(page);
    this.#pager = new Pager(page.language, { turned: () => this.#turned(), lost: () => this.#focusTitle() });
  }

  /**
   * Shows it.
   * @param {{keys: Key[], next: ?string}} first the first page of the list
   */
  open(first) {
    const { language, policy } = this.#page;
    const header = part(this.#place.shadow, 'header');
    part(header, 'div').append(el('p', { class: 'muted', part: 'intro' },
      language.text(changesKeys(policy) ? `reach_${policy.administers}` : 'reach_viewer')));
    if (changesKeys(policy)) {
      header.append(this.#buttons());
    }
    this.#place.content.replaceChildren(this.#charts, this.#filters.element, this.#list.element, this.#pager.element);
    this.#showKeys(first);
    this.#loadCharts();
    if (changesKeys(policy)) {
      resumeCreation(this.#page);
    }
  }

  /** Reads list and charts again. */
  async refresh() {
    await Promise.all([this.#loadKeys(), this.#loadCharts()]);
  }

  stop() {
    this.#turn++;
    this.#dialog?.discard();
    this.#filters.stop();
  }

  /**
   * @param {Pick<AdminPage, 'language'|'apiUrl'|'api'|'policy'>} known
   * @returns {AdminPage}
   */
  #buildPage(known) {
    const { apiUrl } = known;
    return { ...known, root: part(this.#place.shadow, '.frame'), shown: null, draft: new Memory('admin', apiUrl.pathname),
      done: (...words) => this.#done(words),
      attempt: work => this.#attempt(work),
      acted: key => { this.#actedOn = key.id; },
      left: () => {},
      opened: dialog => {
        this.#dialog = dialog;
        dialog.closed.then(() => this.#restoreFocus());
      } };
  }

  #buttons() {
    const { language, policy } = this.#page;
    const begin = (/** @type {function(AdminPage, string): void} */ work) => () => {
      this.#actedOn = null;
      this.#place.status.replaceChildren();
      work(this.#page, this.#filters.owner);
    };
    return el('div', { class: 'header-buttons' },
      mayDoForSome(policy, 'delete') && button('revoke-many', language.text('revokeManyOpen'), { onclick: begin(revokeMany) }),
      mayDoForSome(policy, 'create') && button('create', language.text('create'), { kind: 'primary', iconName: 'plus',
        onclick: begin(createForSomebody) }));
  }

  async #loadKeys() {
    const turn = ++this.#turn;
    const { api, language } = this.#page;
    this.#list.element.setAttribute('aria-busy', 'true');
    try {
      const page = await api.keys(this.#filters.query, PAGE_SIZE, this.#pager.cursor);
      // The user has typed on meanwhile.
      if (turn === this.#turn) {
        this.#showKeys(page);
      }
    } catch (error) {
      if (turn === this.#turn) {
        this.#list.showInstead(retryNotice(language, error, () => this.#loadKeys()));
        this.#pager.hide();
      }
    }
    this.#list.element.removeAttribute('aria-busy');
  }

  /** @param {{keys: Key[], next: ?string}} page */
  #showKeys({ keys, next }) {
    if (keys.length === 0 && this.#pager.isFirst) {
      this.#list.showInstead(this.#emptyState());
    } else {
      this.#list.show(keys);
    }
    this.#pager.show(keys.length, next);
  }

  #emptyState() {
    const { language, policy } = this.#page;
    const filtered = Object.keys(this.#filters.query).length > 0;
    const { owner } = this.#filters;
    return el('div', { class: 'empty', part: 'empty' }, icon('key'),
      el('p', { class: 'empty-title' }, language.text(filtered ? 'noneFoundTitle' : 'emptyTitle')),
      filtered && el('p', { class: 'muted' }, language.text('noneFoundText')),
      owner !== '' && mayDoForSome(policy, 'create') && button('create-for-owner', language.text('createKeyFor', { owner }),
        { kind: 'primary', iconName: 'plus', onclick: () => createForSomebody(this.#page, owner) }));
  }

  async #turned() {
    await this.#loadKeys();
    this.#list.element.scrollIntoView({ block: 'nearest' });
  }

  async #loadCharts() {
    const { api, language } = this.#page;
    const statistics = await api.statistics().catch(() => null);
    const before = /** @type {?HTMLDetailsElement} */ (this.#charts.querySelector('.glance'));
    const open = before?.open ?? this.#place.isWide;
    this.#charts.replaceChildren(...(statistics === null ? [] : [el('details', { class: 'glance', open },
      el('summary', {}, language.text('glance')),
      el('div', { class: 'charts' }, charts(language, statistics)))]));
  }

  /**
   * Says what was done, and shows what it changed.
   * @param {import('../base/dom.js').Child[]} words
   */
  async #done(words) {
    this.#place.status.replaceChildren(...(words.length === 0 ? [] : [icon('check'), el('span', {}, ...words)]));
    await this.refresh();
    if (!this.#place.shadow.querySelector('dialog')) {
      this.#restoreFocus();
    }
  }

  /** @param {function(): Promise<void>} work */
  async #attempt(work) {
    const { language, policy } = this.#page;
    const { status } = this.#place;
    try {
      await work();
    } catch (error) {
      status.replaceChildren(errorNotice(language, error, { stepUp: policy.stepUp }));
      status.scrollIntoView({ block: 'nearest' });
    }
  }

  /** The focused element may have gone with a row that was drawn again. */
  #restoreFocus() {
    if (!this.#place.shadow.activeElement && !(this.#actedOn !== null && this.#list.focus(this.#actedOn))) {
      this.#focusTitle();
    }
  }

  #focusTitle() {
    part(this.#place.shadow, '.title').focus();
  }
}
