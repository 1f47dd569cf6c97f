/** The details of one key: facts, remarks, actions, and its history. */
import { button, el, nameNode, notice } from '../base/dom.js';
import { addEvents } from '../base/events.js';
import { factList, factsOf, insertBefore, warnings } from '../base/facts.js';
import { isDisabledByAdministrator, isMoved, suspensionBadges, stateBadge, warningBadges } from '../base/state.js';
import { actionsFor } from './permissions.js';

/**
 * @typedef {import('../base/types.js').Key} Key
 * @typedef {import('../base/types.js').Policy} Policy
 * @typedef {import('../base/types.js').EventPage} EventPage
 * @typedef {import('../base/language.js').Language} Language
 * @typedef {import('./types.js').ReadyPage} Page
 * @typedef {Parameters<typeof button>[2]} ButtonOptions
 */

/**
 * Asked for once per reading of the list, however often a row is built.
 * @type {WeakMap<Key, Promise<?EventPage|Error>>}
 */
const HISTORIES = new WeakMap();

/** @type {[action: string, label: string, options: ButtonOptions][]} */
const BUTTONS = [
  ['confirm', 'confirmKey', { iconName: 'check', kind: 'primary' }],
  ['edit', 'edit', { iconName: 'edit' }],
  ['rotate', 'rotate', { iconName: 'rotate' }],
  ['reveal', 'reveal', { iconName: 'eye' }],
  ['disable', 'disable', { iconName: 'pause' }],
  ['enable', 'enable', { iconName: 'play' }],
];

/**
 * The badges of a key; the first says its state.
 * @param {Key} key
 */
export function badgesOf(key) {
  const now = Date.now();
  return [stateBadge(key, now), ...suspensionBadges(key, now), ...warningBadges(key)];
}

/**
 * The row below a key.
 * @param {Key} key
 * @param {number} columns
 * @param {Page} page
 * @param {Record<string, function(Key): unknown>} doing what the buttons call, by action
 */
export function detailsRow(key, columns, page, doing) {
  const { language, policy } = page;
  const history = el('div', { class: 'history', part: 'history', hidden: true });
  showHistory(key, page, history);
  const facts = factList(insertBefore(factsOf(key, language, { createdBy: key.createdBy !== key.owner }),
    'detailSuspends', ['detailSessionEnd', key.sessionEnd && language.moment(key.sessionEnd)]), language);
  return el('tr', { role: 'row', class: 'details', part: 'details' },
    el('td', { role: 'cell', colspan: columns },
      warnings(key, language), remarks(key, language, policy), buttonsFor(key, page, doing), facts, history));
}

/**
 * The remarks about a key for its owner.
 * @param {Key} key
 * @param {Language} language
 * @param {Policy} policy
 */
function remarks(key, language, policy) {
  const { awaits = [], resumedAt, disabledBy, disabledAt } = key;
  return [
    awaits.includes('rotation') && notice('warning', language.text('rotationWaits')),
    isDisabledByAdministrator(key) && notice('warning', el('p', { 'data-role': 'disabled' },
      language.nodes('disabledText',
        { name: nameNode(disabledBy ?? '?'), when: disabledAt ? language.moment(disabledAt) : '?' }))),
    awaits.includes('approval') && notice('info', language.text('approvalWaits')),
    awaits.includes('sign-in') && notice('info', language.text('signInWaits')),
    resumedAt && notice('info', el('p', { 'data-role': 'resumed' },
      language.nodes('resumedText', { when: language.moment(resumedAt) }))),
    key.state === 'suspended' && notice('info', el('p', { 'data-role': 'suspended' },
      language.text(isMoved(key, policy) ? 'movedText' : 'suspendedText'))),
  ];
}

/**
 * @param {Key} key
 * @param {Page} page
 * @param {Record<string, function(Key): unknown>} doing
 */
function buttonsFor(key, { language, policy }, doing) {
  const allowed = actionsFor(key, policy);
  const buttons = BUTTONS.filter(([action]) => allowed[action]).map(([action, label, options]) =>
    button(action, language.text(label), { ...options, 'aria-label': language.text(`${label}Named`, key),
      onclick: () => doing[action](key) }));
  return buttons.length > 0 && el('div', { class: 'actions', part: 'actions' }, buttons);
}

/**
 * Shows what happened to a key; a server that keeps no history has no such part.
 * @param {Key} key
 * @param {Page} page
 * @param {HTMLElement} place
 */
async function showHistory(key, { api, language }, place) {
  const history = HISTORIES.get(key) ?? api.events(key.id).catch(error => error);
  HISTORIES.set(key, history);
  const failed = () => el('p', { class: 'muted', role: 'alert' }, language.text('historyFailed'));
  const page = await history;
  if (page instanceof Error) {
    place.append(el('p', { class: 'muted' }, language.text('historyFailed')));
  } else if (page !== null && page.events.length > 0) {
    const id = `history-${key.id}`;
    const list = el('ol', { 'aria-labelledby': id, 'data-role': 'history' });
    const below = el('details', {}, el('summary', { id, 'data-action': 'history' }, language.text('history')), list);
    addEvents(page, { language, list, below, failed, read: before => api.events(key.id, { before }) });
    place.append(below);
  }
  place.hidden = place.childElementCount === 0;
}
