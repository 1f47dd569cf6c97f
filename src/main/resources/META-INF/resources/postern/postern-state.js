/** What state a key is in, in words: its badges, and what its owner should know about it. */
import { el, nameNode, notice } from './postern-dom.js';
import { isRefusedAtWork, refusalText } from './postern-refusals.js';

const DAY_MS = 86_400_000;
const SOON_MS = 7 * DAY_MS;
const RECENTLY_MS = 7 * DAY_MS;
const RANKS = ['active', 'suspended', 'inactive', 'superseded', 'expired', 'revoked'];

/** Where a key stands among others that are sorted by state. */
export function rankOf(key) {
  return RANKS.indexOf(key.state);
}

/** Whether a sign-in of its owner has woken this key a short while ago. */
export function wokeRecently(key) {
  return Boolean(key.resumedAt) && Date.now() - Date.parse(key.resumedAt) < RECENTLY_MS;
}

const WAITING_WORDS = { approval: 'waitsApproval', 'sign-in': 'waitsSignIn', rotation: 'waitsRotation' };

/** The badges of a key as `{text, tone}`; the first says its state. */
export function badgesOf(key, language) {
  return [
    stateBadge(key, language),
    key.state === 'active' && isSoon(key.suspendsAt)
      && { text: language.text('sleepsSoon', { when: language.relative(key.suspendsAt) }), tone: 'warned' },
    isRefusedAtWork(key) ? { text: language.text('refusedBadge'), tone: 'warned' }
      : key.refusedAt && { text: language.text('stillUsed'), tone: 'alarming' },
    wokeRecently(key) && { text: language.text('woken'), tone: 'warned' },
    key.seenInUrlAt && { text: language.text('seenInUrl'), tone: 'warned' },
    key.seenInClearAt && { text: language.text('seenInClear'), tone: 'warned' },
  ].filter(Boolean);
}

function stateBadge(key, language) {
  const [awaited] = key.awaits ?? [];
  if (key.state === 'inactive' && isSwitchedOff(key)) {
    return { text: language.text('switchedOff'), tone: 'waiting' };
  }
  if (key.state === 'inactive' && awaited) {
    return { text: language.text(WAITING_WORDS[awaited]), tone: 'waiting' };
  }
  if (key.state === 'active' && isSoon(key.expiresAt)) {
    return { text: language.text('expiresSoon', { when: language.relative(key.expiresAt) }), tone: 'soon' };
  }
  if (key.state === 'superseded' && isAhead(key.expiresAt)) {
    return { text: language.text('supersededUntil', { when: language.relative(key.expiresAt) }), tone: 'soon' };
  }
  return { text: language.text(`state${key.state[0].toUpperCase()}${key.state.slice(1)}`), tone: '' };
}

export function badgeNodes(key, language) {
  return el('div', { class: 'badges' }, badgesOf(key, language).map(({ text, tone }, i) =>
    el('span', { class: `badge ${tone}`.trim(), part: 'badge', 'data-state': i === 0 ? key.state : null }, text)));
}

/** What about a key its owner should act on, as notices. */
export function remarksOn(key, language, policy) {
  const moment = instant => language.moment(instant);
  return [
    isRefusedAtWork(key) ? notice('warning', refusalText(key, language))
      : key.refusedAt && notice('warning', el('p', { 'data-role': 'still-used' }, key.refusedFrom
      ? language.nodes('stillUsedFrom', { when: moment(key.refusedAt), address: el('bdi', {}, key.refusedFrom) })
      : language.nodes('stillUsedText', { when: moment(key.refusedAt) }))),
    key.seenInUrlAt && notice('warning', el('p', {}, language.nodes('seenInUrlText', { when: moment(key.seenInUrlAt) }))),
    key.seenInClearAt && notice('warning', el('p', { 'data-role': 'seen-in-clear' },
      language.nodes('seenInClearText', { when: moment(key.seenInClearAt) }))),
    key.awaits?.includes('rotation') && notice('warning', language.text('rotationWaits')),
    isSwitchedOff(key) && notice('warning', el('p', { 'data-role': 'switched-off' }, language.nodes('switchedOffText',
      { name: nameNode(key.disabledBy ?? '?'), when: key.disabledAt ? moment(key.disabledAt) : '?' }))),
    key.awaits?.includes('approval') && notice('info', language.text('approvalWaits')),
    key.awaits?.includes('sign-in') && notice('info', language.text('signInWaits')),
    key.resumedAt && notice('info', el('p', { 'data-role': 'resumed' },
      language.nodes('wokenText', { when: moment(key.resumedAt) }))),
    key.state === 'suspended' && notice('info', el('p', { 'data-role': 'sleeping' },
      language.text(isMoved(key, policy) ? 'movedText' : 'sleepingText'))),
  ].filter(Boolean);
}

/** Whether an administrator switched a key off, so that its owner cannot switch it on. */
function isSwitchedOff(key) {
  return (key.awaits ?? []).some(awaited => awaited.endsWith('administrator'));
}

/** Whether a key sleeps since its owner signs in in another way. */
export function isMoved(key, policy) {
  return key.state === 'suspended' && key.loginSource !== policy.loginSource;
}

function isAhead(instant) {
  return Boolean(instant) && Date.parse(instant) > Date.now();
}

function isSoon(instant) {
  return Boolean(instant) && Date.parse(instant) - Date.now() < SOON_MS;
}
