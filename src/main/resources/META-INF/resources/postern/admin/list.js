/** The list of keys: one row each, with its details and its audit trail below when it is open. */
import { button, el, nameNode, notice } from '../base/dom.js';
import { badgeNodes, chips, factList, factsOf, insertBefore, warnings } from '../base/facts.js';
import { detailsButton, nameCell, OpenRows } from '../base/rows.js';
import { sourceWord, stateBadge, warningBadges } from '../base/state.js';
import { approveKey, editKey, revealKey, revokeKey, rotateKey, switchKey } from './actions.js';
import { showTrail } from './audit-trail.js';
import { actionsFor, awaitsApproval } from './permissions.js';

/**
 * @typedef {import('../base/types.js').Key} Key
 * @typedef {import('../base/dom.js').Child} Child
 * @typedef {import('../base/language.js').Language} Language
 * @typedef {import('./types.js').AdminPage} Page
 */

const COLUMNS = ['columnName', 'columnOwner', 'columnState', 'columnExpires', 'columnLastUsed', 'columnActions'];

/** A table of keys. Which rows are open is kept while the list is read again. */
export class KeyList {
  /** @type {Page} */
  #page;
  #open = new OpenRows(key => this.#details(key));

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
    this.#open.keepOnly(keys);
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
    /** @type {?HTMLElement} */
    const toggle = this.element.querySelector(`tbody[data-key="${CSS.escape(id)}"] [data-action="details"]`);
    toggle?.focus();
    return toggle !== null;
  }

  /** @param {Key} key */
  #row(key) {
    const { language } = this.#page;
    const cell = (/** @type {string} */ column, /** @type {Child[]} */ ...content) =>
      el('td', { role: 'cell', class: column, 'data-label': language.text(column) }, el('div', {}, ...content));
    const row = el('tbody', { role: 'rowgroup', part: 'row', 'data-key': key.id },
      el('tr', { role: 'row' },
        nameCell(key),
        cell('columnOwner', el('div', { class: 'clamped' }, el('bdi', {}, key.owner)),
          el('div', { class: 'hint' }, language.text(sourceWord(key.loginSource)))),
        cell('columnState', badges(language, key)),
        cell('columnExpires', key.expiresAt ? language.day(key.expiresAt) : language.text('never')),
        cell('columnLastUsed', key.lastUsedAt ? language.ago(key.lastUsedAt) : language.text('neverUsed')),
        el('td', { role: 'cell', class: 'columnActions' }, el('div', {}, this.#rowActions(key, () => this.#open.turn(row, key))))));
    if (this.#open.has(key)) {
      this.#open.turn(row, key, true);
    }
    return row;
  }

  /**
   * @param {Key} key
   * @param {function(): void} turn opens and closes the row
   */
  #rowActions(key, turn) {
    const { language, policy } = this.#page;
    return [actionsFor(key, policy).approve && this.#action('approve', key, approveKey, 'primary'),
      detailsButton(key, language, turn)];
  }

  /** @param {Key} key */
  #details(key) {
    const { language } = this.#page;
    const list = factList(facts(language, key), language);
    this.#loadRoles(key, list);
    const trail = el('div', { class: 'trail' });
    showTrail(this.#page, key, trail);
    return el('tr', { role: 'row', class: 'details', part: 'details' }, el('td', { role: 'cell', colspan: COLUMNS.length },
      awaitsApproval(key) && notice('info', language.nodes('waitsText', { by: nameNode(key.createdBy) })),
      warnings(key, language),
      el('div', { class: 'key-actions' }, this.#actions(key)), list, trail));
  }

  /** @param {Key} key */
  #actions(key) {
    const offered = actionsFor(key, this.#page.policy);
    return [
      offered.edit && this.#action('edit', key, editKey),
      offered.enable && this.#action('enable', key, (page, of) => switchKey(page, of, true)),
      offered.disable && this.#action('disable', key, (page, of) => switchKey(page, of, false)),
      offered.rotate && this.#action('rotate', key, rotateKey),
      offered.reveal && this.#action('reveal', key, revealKey),
      offered.revoke && this.#action('revoke', key, revokeKey, 'danger-quiet'),
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
  return insertBefore(factsOf(key, language), 'detailScopes', ['detailRoles', roles.length > 0 ? chips(roles)
    : el('strong', { class: 'wrong' }, language.text('noRoles'))]);
}
