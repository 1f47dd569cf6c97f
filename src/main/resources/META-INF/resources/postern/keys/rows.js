/** The row of one key in the list, what stands there while there is none, and what is said above it. */
import { button, el, icon, nameNode, notice } from '../base/dom.js';
import { badgeNodes } from '../base/facts.js';
import { detailsButton, nameCell } from '../base/rows.js';
import { wasResumedRecently } from '../base/state.js';
import { badgesOf } from './details.js';
import { actionsFor } from './permissions.js';

/**
 * @typedef {import('../base/types.js').Key} Key
 * @typedef {import('../base/dom.js').Child} Child
 * @typedef {import('./types.js').ReadyPage} Page
 */

export const COLUMNS = 6;
const MOST_NAMES = 5;

/**
 * @param {Key} key
 * @param {Page} page
 * @param {{details: function(): void, delete: function(): void}} doing what the buttons call, by action
 */
export function keyRow(key, { language, policy }, doing) {
  const cell = (/** @type {string} */ column, /** @type {Child} */ content) =>
    el('td', { role: 'cell', class: column, 'data-label': language.text(column) }, content);
  return el('tbody', { role: 'rowgroup', part: 'row', 'data-key': key.id },
    el('tr', { role: 'row' },
      nameCell(key),
      cell('columnState', badgeNodes(key, badgesOf(key), language)),
      cell('columnCreated', language.day(key.createdAt)),
      cell('columnExpires', key.expiresAt ? language.day(key.expiresAt) : language.text('never')),
      cell('columnLastUsed', key.lastUsedAt ? el('div', {}, language.ago(key.lastUsedAt),
        key.lastUsedFrom && el('code', { class: 'hint from' }, key.lastUsedFrom)) : language.text('neverUsed')),
      el('td', { role: 'cell', class: 'columnActions' }, el('div', {},
        detailsButton(key, language, doing.details),
        actionsFor(key, policy).delete && button('delete', language.text('delete'), { kind: 'danger-quiet',
          'aria-label': language.text('deleteNamed', key), onclick: doing.delete })))));
}

/**
 * Says why there is nothing here, and what a key is good for.
 * @param {Page} page
 */
export function emptyState({ language, policy }) {
  const may = (/** @type {string} */ operation) => policy.operations.includes(operation);
  const words = !may('list') ? 'emptyHidden' : !may('create') ? 'emptyForbidden' : 'emptyText';
  return el('div', { class: 'empty', part: 'empty' }, icon('key'),
    may('list') && el('p', { class: 'empty-title' }, language.text('emptyTitle')),
    el('p', { class: 'muted' }, language.text(words)));
}

/**
 * The notices about the whole list: a key that was on the screen before a reload, and keys that a sign-in has resumed.
 * @param {Key[]} keys
 * @param {Page} page
 * @param {?{id: string}} shown what is remembered of the key that was shown
 * @param {{dismiss: function(): void, delete: function(Key): void}} doing
 */
export function remarksOnList(keys, page, shown, doing) {
  const { language } = page;
  const key = shown && keys.find(candidate => candidate.id === shown.id);
  const resumed = keys.filter(candidate => wasResumedRecently(candidate, Date.now()));
  return [
    key && shownBefore(key, page, doing),
    resumed.length > 0 && notice('warning', el('p', { 'data-role': 'resumed-keys' }, language.nodes('resumedKeys', {
      when: language.moment(String(resumed[0].resumedAt)),
      names: language.list(resumed.slice(0, MOST_NAMES).map(({ name }) => name)),
      more: resumed.length > MOST_NAMES ? ' …' : '' }))),
  ];
}

/**
 * @param {Key} key
 * @param {Page} page
 * @param {{dismiss: function(): void, delete: function(Key): void}} doing
 */
function shownBefore(key, { language, policy }, doing) {
  return notice('warning',
    el('p', { 'data-role': 'shown-before' }, language.nodes('shownBefore', { name: nameNode(key.name) })),
    el('p', { class: 'notice-action' },
      button('shown-stored', language.text('shownStored'), { onclick: doing.dismiss }),
      actionsFor(key, policy).delete && button('shown-delete', language.text('delete'), { kind: 'danger-quiet',
        'aria-label': language.text('deleteNamed', key), onclick: () => doing.delete(key) })));
}
