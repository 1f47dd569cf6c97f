/** The list of keys: one row each, with its details and its audit trail below when it is open. */
import { button, el, nameNode, notice } from './postern-base.js';
import { approveKey, editKey, revealKey, revokeKey, rotateKey, switchKey } from './postern-admin-actions.js';
import { sourceWord, stateWord } from './postern-admin-filters.js';
import { showTrail } from './postern-admin-trail.js';
import { isRefusedAtWork, refusalText } from './postern-refusals.js';

const COLUMNS = ['columnName', 'columnOwner', 'columnState', 'columnExpires', 'columnLastUsed', 'columnActions'];
const SOON_MS = 7 * 86_400_000;
const ENDED = ['revoked', 'superseded'];

/** A table of keys. Which rows are open is kept while the list is read again. */
export class KeyList {
  #page;
  #expanded = new Set();

  /** @param {import('./postern-admin-dialog.js').Page} page */
  constructor(page) {
    this.#page = page;
    this.element = el('div', { class: 'list' });
  }

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

  showInstead(...content) {
    this.element.replaceChildren(...content);
  }

  /** Puts the focus on the row of a key; whether there is one. */
  focus(id) {
    const toggle = this.element.querySelector(`tbody[data-key="${CSS.escape(id)}"] [data-action="details"]`);
    toggle?.focus();
    return Boolean(toggle);
  }

  #row(key) {
    const { language } = this.#page;
    const expanded = this.#expanded.has(key.id);
    const cell = (column, ...content) => el('td', { role: 'cell', class: column, 'data-label': language.text(column) },
      el('div', {}, content));
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

  #rowActions(key, expanded) {
    const { language } = this.#page;
    const details = button('details', language.text('details'), { kind: 'quiet', iconName: 'chevron',
      'aria-expanded': String(expanded), 'aria-label': language.text('detailsOf', key),
      onclick: () => this.#toggle(key) });
    return [this.#mayApprove(key) && this.#action('approve', key, approveKey, { kind: 'primary' }), details];
  }

  #toggle(key) {
    const row = this.element.querySelector(`tbody[data-key="${CSS.escape(key.id)}"]`);
    const expanded = !this.#expanded.delete(key.id);
    row.classList.toggle('expanded', expanded);
    row.querySelector('[data-action="details"]').setAttribute('aria-expanded', String(expanded));
    row.querySelector('.details')?.remove();
    if (expanded) {
      this.#expanded.add(key.id);
      row.append(this.#details(key));
    }
  }

  #details(key) {
    const { language } = this.#page;
    const entries = facts(language, key).filter(([, value]) => value)
      .map(([label, ...value]) => el('div', {}, el('dt', {}, language.text(label)), el('dd', { 'data-fact': label }, value)));
    const list = el('dl', {}, entries);
    this.#loadRoles(key, list);
    const trail = el('div', { class: 'trail' });
    showTrail(this.#page, key, trail);
    return el('tr', { role: 'row', class: 'details', part: 'details' }, el('td', { role: 'cell', colspan: COLUMNS.length },
      remarks(language, key), el('div', { class: 'key-actions' }, this.#actions(key)), list, trail));
  }

  /** What this administrator may do with the key; the rest would only be refused. */
  #actions(key) {
    // For one's own keys there is one's own page; taking one away is harmless.
    const isOwn = key.owner === this.#page.policy.owner;
    const may = (operation, of) => this.#page.may(operation, of) && (!isOwn || ['disable', 'delete'].includes(operation));
    const works = !ENDED.includes(key.state);
    const waits = key.awaits?.some(awaited => !isSwitchedOff(awaited));
    const inUse = works && key.state !== 'expired' && !waits;
    const off = key.state === 'inactive' && !waits;
    return [
      works && may('edit', key) && this.#action('edit', key, editKey),
      inUse && may('disable', key) && !(off && isOwn) && (off
        ? this.#action('enable', key, (page, of) => switchKey(page, of, true))
        : this.#action('disable', key, (page, of) => switchKey(page, of, false))),
      inUse && !off && may('rotate', key) && this.#action('rotate', key, rotateKey),
      works && this.#page.policy.revealable && may('reveal', key) && this.#action('reveal', key, revealKey),
      key.state !== 'revoked' && may('delete', key) && this.#action('revoke', key, revokeKey, { kind: 'danger-quiet' }),
    ].filter(Boolean);
  }

  #action(name, key, onclick, { kind = 'plain' } = {}) {
    const { language } = this.#page;
    return button(name, language.text(name), { kind, 'aria-label': language.text(`${name}Named`, key),
      onclick: () => {
        this.#page.acted(key);
        onclick(this.#page, key);
      } });
  }

  /** Neither the owner nor who asked for the key approves it. */
  #mayApprove(key) {
    return (key.awaits ?? []).includes('approval') && key.state !== 'revoked' && this.#page.may('create', key)
      && ![key.createdBy, key.owner].includes(this.#page.policy.owner);
  }

  /** A list tells the roles of the owner's latest login; one key alone those that a directory says now. */
  async #loadRoles(key, list) {
    const { language, api } = this.#page;
    const now = key.state === 'revoked' ? null : await api.key(key.id).catch(() => null);
    for (const [label, ...value] of now === null ? [] : facts(language, now)) {
      if (['detailRoles', 'detailScopes'].includes(label)) {
        list.querySelector(`[data-fact="${label}"]`)?.replaceChildren(...value);
      }
    }
  }
}

/** What an administrator switched off waits for one; everything else is for others to do. */
function isSwitchedOff(awaited) {
  return awaited.endsWith('administrator');
}

function badges(language, key) {
  const waits = key.state === 'inactive' && key.awaits?.some(awaited => !isSwitchedOff(awaited));
  const soon = key.state === 'active' && key.expiresAt && Date.parse(key.expiresAt) - Date.now() < SOON_MS;
  const words = soon ? language.text('expiresSoon', { when: language.relative(key.expiresAt) })
    : !waits ? language.text(stateWord(key.state))
      : language.text(key.awaits.includes('approval') ? 'waitsApproval'
        : key.awaits.includes('rotation') ? 'waitsRotation' : 'waitsSignIn');
  return el('div', { class: 'badges' },
    el('span', { class: `badge${soon || waits ? ' soon' : ''}`, part: 'badge', 'data-state': key.state }, words),
    key.service && el('span', { class: 'badge', part: 'badge' }, language.text('serviceBadge')),
    key.refusedAt && el('span', { class: 'badge warned', part: 'badge' },
      language.text(isRefusedAtWork(key) ? 'refusedBadge' : 'stillUsed')),
    key.seenInUrlAt && el('span', { class: 'badge warned', part: 'badge' }, language.text('seenInUrl')),
    key.seenInClearAt && el('span', { class: 'badge warned', part: 'badge' }, language.text('seenInClear')));
}

function remarks(language, key) {
  const waits = (key.awaits ?? []).includes('approval') && key.state !== 'revoked';
  const refused = { when: key.refusedAt && language.moment(key.refusedAt), address: el('bdi', {}, key.refusedFrom ?? '?') };
  return [
    waits && notice('info', language.nodes('waitsText', { by: nameNode(key.createdBy) })),
    key.refusedAt && notice('warning', isRefusedAtWork(key) ? refusalText(key, language)
      : language.nodes('stillUsedText', refused)),
    key.seenInUrlAt && notice('warning', language.nodes('seenInUrlText', { when: language.moment(key.seenInUrlAt) })),
    key.seenInClearAt && notice('warning', language.nodes('seenInClearText', { when: language.moment(key.seenInClearAt) })),
  ];
}

function facts(language, key) {
  const chips = values => el('ul', { class: 'chips' }, values.map(value => el('li', {}, el('bdi', {}, value))));
  const moment = instant => instant && language.moment(instant);
  return [
    ['detailDescription', key.description && nameNode(key.description)],
    ['detailId', el('code', {}, key.id)],
    ['detailOwner', nameNode(key.owner)],
    ['detailCreatedBy', nameNode(key.createdBy)],
    ['detailLogin', language.text(sourceWord(key.loginSource))],
    ['detailApproved', key.approvedBy && nameNode(key.approvedBy), ' ', key.approvedAt && language.moment(key.approvedAt)],
    ['detailCreated', moment(key.createdAt)],
    ['detailExpires', moment(key.expiresAt) || language.text('never')],
    ['detailSuspends', moment(key.suspendsAt)],
    ['detailLastUsed', moment(key.lastUsedAt) || language.text('neverUsed'),
      key.lastUsedFrom && [' ', language.nodes('usedFrom', { address: el('bdi', {}, key.lastUsedFrom) })]],
    ['detailRotated', moment(key.lastRotatedAt)],
    ['detailSuccessor', key.supersededBy && el('code', {}, key.supersededBy)],
    ['detailRoles', key.roles?.length > 0 ? chips(key.roles)
      : el('strong', { class: 'wrong' }, language.text('noRoles'))],
    ['detailScopes', key.scopes.length > 0 ? chips(key.scopes)
      : language.text(key.roles?.length > 0 ? 'allScopes' : 'withoutRoles')],
    ['detailNetworks', key.networks.length > 0 ? chips(key.networks) : language.text('allNetworks')],
  ];
}
