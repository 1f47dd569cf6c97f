/** The display of one key: badges, advice, and facts. */
import { el, nameNode, notice } from './dom.js';
import { refusalWord, sourceWord } from './state.js';

/**
 * @typedef {import('./types.js').Key} Key
 * @typedef {import('./language.js').Language} Language
 * @typedef {import('./dom.js').Child} Child
 * @typedef {[label: string, ...value: Child[]]} Fact the name of a text, and what to say; without a value it is left out
 */

/**
 * @param {import('./state.js').Badge} badge
 * @param {Language} language
 */
export function badgeText({ text, when }, language) {
  return language.text(text, { when: when && language.relative(when) });
}

/**
 * @param {Key} key
 * @param {import('./state.js').Badge[]} badges the first says the state
 * @param {Language} language
 */
export function badgeNodes(key, badges, language) {
  return el('div', { class: 'badges' }, badges.map((badge, i) => el('span', { class: `badge ${badge.tone}`.trim(),
    part: 'badge', 'data-state': i === 0 ? key.state : null }, badgeText(badge, language))));
}

/**
 * The warnings about a key, as notices.
 * @param {Key} key
 * @param {Language} language
 */
export function warnings(key, language) {
  const { refusedAt, seenInUrlAt, seenInClearAt } = key;
  const warning = (/** @type {string} */ role, /** @type {string} */ text, /** @type {string} */ when) =>
    notice('warning', el('p', { 'data-role': role }, language.nodes(text, { when: language.moment(when) })));
  return [
    key.unverifiable && key.state !== 'revoked' && notice('warning', el('p', { 'data-role': 'unverifiable' },
      language.text(key.unverifiable === 'pepper' ? 'unverifiablePepper' : 'unverifiableChanged'))),
    refusedAt && notice('warning', refusal(key, refusedAt, language)),
    seenInUrlAt && warning('seen-in-url', 'seenInUrlText', seenInUrlAt),
    seenInClearAt && warning('seen-in-clear', 'seenInClearText', seenInClearAt),
  ];
}

/**
 * How often a key was refused, when, from where and why.
 * @param {Key} key
 * @param {string} refusedAt
 * @param {Language} language
 */
function refusal(key, refusedAt, language) {
  const values = { when: language.moment(refusedAt), address: el('bdi', {}, key.refusedFrom ?? '?') };
  const word = refusalWord(key);
  if (word === null) {
    return el('p', { 'data-role': 'still-used' },
      language.nodes(key.refusedFrom ? 'stillUsedFrom' : 'stillUsedText', values));
  }
  const count = key.refusedToday ?? 0;
  return el('p', { 'data-role': 'refused' }, language.nodes(count > 0 ? 'refusedToday' : 'refusedLast',
    { ...values, count, reason: language.text(word) }));
}

/**
 * The facts that everybody sees who sees the key.
 * @param {Key} key
 * @param {Language} language
 * @param {{createdBy?: boolean}} [options] whether to say who created it
 * @returns {Fact[]}
 */
export function factsOf(key, language, { createdBy = true } = {}) {
  const moment = (/** @type {?string|undefined} */ instant) => instant && language.moment(instant);
  const code = (/** @type {?string} */ text) => text && el('code', {}, text);
  return [
    ['detailDescription', key.description && nameNode(key.description)],
    ['detailId', code(key.id)],
    ['detailOwner', nameNode(key.owner)],
    ['detailCreatedBy', createdBy && nameNode(key.createdBy)],
    ['detailRequestedBy', Boolean(key.requestedBy) && ![key.owner, key.createdBy].includes(key.requestedBy ?? '')
      && nameNode(key.requestedBy ?? '')],
    ['detailLogin', language.text(sourceWord(key.loginSource))],
    ['detailCreated', moment(key.createdAt)],
    ['detailApproved', moment(key.approvedAt), ' ', key.approvedBy && nameNode(key.approvedBy)],
    ['detailExpires', moment(key.expiresAt) ?? language.text('never')],
    ['detailSuspends', moment(key.suspendsAt)],
    ['detailLastUsed', moment(key.lastUsedAt) ?? language.text('neverUsed'), key.lastUsedFrom && [' ',
      el('span', { class: 'address' }, language.nodes('usedFrom', { address: el('bdi', {}, key.lastUsedFrom) }))]],
    ['detailRotated', moment(key.lastRotatedAt)],
    ['detailSuccessor', code(key.supersededBy)],
    ['detailScopes', key.scopes.length > 0 ? chips(key.scopes)
      : language.text(key.roles?.length === 0 ? 'withoutRoles' : 'allScopes')],
    ['detailNetworks', key.networks.length > 0 ? chips(key.networks) : language.text('allNetworks')],
  ];
}

/**
 * The same facts with one more.
 * @param {Fact[]} facts
 * @param {string} label of the fact that it comes before
 * @param {Fact} fact
 */
export function insertBefore(facts, label, fact) {
  return facts.flatMap(each => (each[0] === label ? [fact, each] : [each]));
}

/**
 * @param {Fact[]} facts
 * @param {Language} language
 */
export function factList(facts, language) {
  return el('dl', {}, facts.filter(([, value]) => value).map(([label, ...value]) =>
    el('div', {}, el('dt', {}, language.text(label)), el('dd', { 'data-fact': label }, value))));
}

/** @param {string[]} values */
export function chips(values) {
  return el('ul', { class: 'chips' }, values.map(value => el('li', {}, el('bdi', {}, value))));
}
