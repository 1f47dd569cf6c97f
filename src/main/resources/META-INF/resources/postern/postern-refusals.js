/** Why a key that works was refused, in words. */
import { el } from './postern-dom.js';

const REASONS = { network: 'refusedNetwork', scope: 'refusedScope', role: 'refusedRole', owner_gone: 'refusedOwnerGone' };

/** Whether the last refusal of a key has another cause than that the key does not work. */
export function isRefusedAtWork(key) {
  return Boolean(key.refusedAt) && key.refusedReason in REASONS;
}

/** What is to be told of the refusals of such a key: how many today, when, from where and why. */
export function refusalText(key, language) {
  return el('p', { 'data-role': 'refused' }, language.nodes(key.refusedToday > 0 ? 'refusedToday' : 'refusedLast', {
    count: key.refusedToday, when: language.moment(key.refusedAt),
    address: el('bdi', {}, key.refusedFrom ?? '?'), reason: language.text(REASONS[key.refusedReason]) }));
}
