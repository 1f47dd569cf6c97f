/** The list of keys: one row each, with its details and its audit trail below when it is open. */
import { button, el, nameNode, notice } from '../base/dom.js';
import { badgeNodes, chips, factList, factsOf, insertBefore, warnings } from '../base/facts.js';
import { awaitedOf, sourceWord, stateBadge, warningBadges } from '../base/state.js';
import { approveKey, editKey, revealKey, revokeKey, rotateKey, switchKey } from './actions.js';
import { showTrail } from './audit-trail.js';

/**
 * @typedef {import('../base/types.js').Key} Key
 * @typedef {import('../base/dom.js').Child} Child
 * @typedef {import('../base/language.js').Language} Language
 * @typedef {import('./types.js').AdminPage} Page
 */

const COLUMNS = ['columnName', 'columnOwner', 'columnState', 'columnExpires', 'columnLastUsed', 'columnActions'];
const ENDED = ['revoked', 'superseded'];
/** The actions of an administrator on a key of their own: for the others there is their own page. */
const WITH_OWN_KEYS = ['disable', 'delete'];

/** A table of keys. Which rows are open is kept while the list is read again. */
export class KeyList {
  /** @type {Page} */
  #page;
  /** @type {Set<string>} */
  #expanded = new Set();

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
    this.element = el('div', { class: 'list' });
  }

  /** @param {Key[]} keys */
  show(keys) {
    const { language } = this.#page;
    // Explicit roles: laid out as cards, a table would lose its meaning to screen readers.
    const headings = COLUMNS.map(column => el('th', { role: 'columnheader', scope: 'col' },
      el('span', {}, language.text(column))));
    this.element.replaceChildren(el('table', { role: 'table', part: 'table', class: 'keys', 'aria-label': language.text('keys') },
      el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, headings)), keys.map(key => this.#row(key))));
    const shown = new Set(keys.map(key => key.id));
    this.#expanded = new Set([...this.#expanded].filter(id => shown.has(id)));
  }

  /** @param {HTMLElement} content */
  showInstead(content) {
    this.element.replaceChildren(content);
  }

  /**
   * Puts the focus on the row of a key.
   * @param {string} id
   * @returns {boolean} whether there is one
   */
  focus(id) {
    const toggle = this.#find(`tbody[data-key="${CSS.escape(id)}"] [data-action="details"]`);
    toggle?.focus();
    return toggle !== null;
  }

  /**
   * @param {string} selector
   * @returns {?HTMLElement}
   */
  #find(selector) {
    return this.element.querySelector(selector);
  }

  /** @param {Key} key */
  #row(key) {
    const { language } = this.#page;
    const expanded = this.#expanded.has(key.id);
    const cell = (/** @type {string} */ column, /** @type {Child[]} */ ...content) =>
      el('td', { role: 'cell', class: column, 'data-label': language.text(column) }, el('div', {}, ...content));
    const row = el('tbody', { role: 'rowgroup', part: 'row', 'data-key': key.id, class: expanded && 'expanded' },
      el('tr', { role: 'row' },
        el('th', { role: 'rowheader', scope: 'row' },
          el('div', { class: 'clamped' }, nameNode(key.name)), el('code', { class: 'hint' }, el('bdi', {}, `${key.id}…`))),
        cell('columnOwner', el('div', { class: 'clamped' }, el('bdi', {}, key.owner)),
          el('div', { class: 'hint' }, language.text(sourceWord(key.loginSource)))),
        cell('columnState', badges(language, key)),
        cell('columnExpires', key.expiresAt ? language.day(key.expiresAt) : language.text('never')),
        cell('columnLastUsed', key.lastUsedAt ? language.ago(key.lastUsedAt) : language.text('neverUsed')),
        el('td', { role: 'cell', class: 'columnActions' }, el('div', {}, this.#rowActions(key, expanded)))));
    if (expanded) {
      row.append(this.#details(key));
    }
    return row;
  }

  /**
   * @param {Key} key
   * @param {boolean} expanded
   */
  #rowActions(key, expanded) {
    const { language } = this.#page;
    const details = button('details', language.text('details'), { kind: 'quiet', iconName: 'chevron',
      'aria-expanded': String(expanded), 'aria-label': language.text('detailsOf', key),
      onclick: () => this.#toggle(key) });
    return [this.#mayApprove(key) && this.#action('approve', key, approveKey, 'primary'), details];
  }

  /** @param {Key} key */
  #toggle(key) {
    const row = this.#find(`tbody[data-key="${CSS.escape(key.id)}"]`);
    const expanded = !this.#expanded.delete(key.id);
    row?.classList.toggle('expanded', expanded);
    row?.querySelector('[data-action="details"]')?.setAttribute('aria-expanded', String(expanded));
    row?.querySelector('.details')?.remove();
    if (expanded) {
      this.#expanded.add(key.id);
      row?.append(this.#details(key));
    }
  }

  /** @param {Key} key */
  #details(key) {
    const { language } = this.#page;
    const list = factList(facts(language, key), language);
    this.#loadRoles(key, list);
    const trail = el('div', { class: 'trail' });
    showTrail(this.#page, key, trail);
    const waits = awaitedOf(key).includes('approval') && key.state !== 'revoked';
    return el('tr', { role: 'row', class: 'details', part: 'details' }, el('td', { role: 'cell', colspan: COLUMNS.length },
      waits && notice('info', language.nodes('waitsText', { by: nameNode(key.createdBy) })), warnings(key, language),
      el('div', { class: 'key-actions' }, this.#actions(key)), list, trail));
  }

  /**
   * The actions that this administrator may do with the key; others would only be refused.
   * @param {Key} key
   */
  #actions(key) {
    const isOwn = key.owner === this.#page.policy.owner;
    const may = (/** @type {string} */ operation) =>
      this.#page.may(operation, key) && (!isOwn || WITH_OWN_KEYS.includes(operation));
    const works = !ENDED.includes(key.state);
    const waits = awaitedOf(key).length > 0;
    const inUse = works && key.state !== 'expired' && !waits;
    const off = key.state === 'inactive' && !waits;
    return [
      works && may('edit') && this.#action('edit', key, editKey),
      inUse && may('disable') && !(off && isOwn) && (off
        ? this.#action('enable', key, (page, of) => switchKey(page, of, true))
        : this.#action('disable', key, (page, of) => switchKey(page, of, false))),
      inUse && !off && may('rotate') && this.#action('rotate', key, rotateKey),
      works && this.#page.policy.revealable && may('reveal') && this.#action('reveal', key, revealKey),
      key.state !== 'revoked' && may('delete') && this.#action('revoke', key, revokeKey, 'danger-quiet'),
    ];
  }

  /**
   * @param {string} name
   * @param {Key} key
   * @param {function(Page, Key): unknown} work
   * @param {string} [kind]
   */
  #action(name, key, work, kind = 'plain') {
    const { language } = this.#page;
    return button(name, language.text(name), { kind, 'aria-label': language.text(`${name}Named`, key),
      onclick: () => {
        this.#page.acted(key);
        work(this.#page, key);
      } });
  }

  /**
   * Neither the owner nor who asked for the key approves it.
   * @param {Key} key
   */
  #mayApprove(key) {
    return awaitedOf(key).includes('approval') && key.state !== 'revoked' && this.#page.may('create', key)
      && ![key.createdBy, key.owner].includes(this.#page.policy.owner);
  }

  /**
   * A list tells the roles of the owner's latest login; one key alone those that a directory says now.
   * @param {Key} key
   * @param {HTMLElement} list
   */
  async #loadRoles(key, list) {
    const { language, api } = this.#page;
    const now = key.state === 'revoked' ? null : await api.key(key.id).catch(() => null);
    if (now !== null) {
      for (const label of ['detailRoles', 'detailScopes']) {
        const fresh = factList(facts(language, now), language).querySelector(`[data-fact="${label}"]`);
        list.querySelector(`[data-fact="${label}"]`)?.replaceWith(...(fresh ? [fresh] : []));
      }
    }
  }
}

/**
 * @param {Language} language
 * @param {Key} key
 */
function badges(language, key) {
  const service = key.service && el('span', { class: 'badge', part: 'badge' }, language.text('serviceBadge'));
  const nodes = badgeNodes(key, [stateBadge(key, Date.now()), ...warningBadges(key)], language);
  nodes.firstChild?.after(...(service ? [service] : []));
  return nodes;
}

/**
 * @param {Language} language
 * @param {Key} key
 */
function facts(language, key) {
  const roles = key.roles ?? [];
  const common = factsOf(key, language, { ifNoScopes: roles.length > 0 ? 'allScopes' : 'withoutRoles' });
  return insertBefore(common, 'detailScopes', ['detailRoles', roles.length > 0 ? chips(roles)
    : el('strong', { class: 'wrong' }, language.text('noRoles'))]);
}
