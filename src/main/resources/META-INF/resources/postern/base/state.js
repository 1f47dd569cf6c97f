/** The state of a key, and the names of its texts. Computed only; nothing here shows anything. */
import { DAY_MS } from './duration.js';

/**
 * @typedef {import('./types.js').Key} Key
 *
 * @typedef {object} Badge
 * @property {string} text the name of a text
 * @property {?string} [when] the instant that it speaks of
 * @property {'soon'|'waiting'|'warned'|'alarming'|''} tone
 */

const SOON_MS = 7 * DAY_MS;
const RECENTLY_MS = 7 * DAY_MS;
const DEAD_STATES = ['suspended', 'inactive', 'superseded', 'expired', 'revoked'];
const RANKS = ['active', ...DEAD_STATES];
/** @type {Partial<Record<import('./types.js').Awaited, string>>} */
const WAITING_WORDS = { approval: 'waitsApproval', 'sign-in': 'waitsSignIn', rotation: 'waitsRotation' };
/** @type {Record<string, string>} */
const REASONS = {
  network: 'refusedNetwork', scope: 'refusedScope', role: 'refusedRole', owner_gone: 'refusedOwnerGone',
  unencrypted: 'refusedUnencrypted',
};

/**
 * Where a key stands among others that are sorted by state.
 * @param {Key} key
 */
export function rankOf(key) {
  return RANKS.indexOf(key.state);
}

/**
 * The text that names a state.
 * @param {string} state
 */
export function stateWord(state) {
  return `state${state[0].toUpperCase()}${state.slice(1)}`;
}

/**
 * The text that names the way in which an owner signs in.
 * @param {string} source
 */
export function sourceWord(source) {
  return source === 'saml' ? 'loginSaml' : 'loginLocal';
}

/**
 * The text that says why a key was refused that works all the same.
 * @param {Key} key
 * @returns {?string} null if the key did not work
 */
export function refusalWord(key) {
  const reason = key.refusedReason ?? '';
  return key.refusedAt && Object.hasOwn(REASONS, reason) ? REASONS[reason] : null;
}

/**
 * The text that says why a use was refused, in the history of a key.
 * @param {string} reason as events have it, such as `NETWORK`; may be anything else
 * @returns {?string} null if there is none
 */
export function reasonWord(reason) {
  const name = reason.toLowerCase();
  return Object.hasOwn(REASONS, name) ? REASONS[name] : DEAD_STATES.includes(name) ? stateWord(name) : null;
}

/**
 * Whether an administrator disabled a key, so that its owner cannot enable it.
 * @param {Key} key
 */
export function isDisabledByAdministrator(key) {
  return (key.awaits ?? []).some(isAdministrators);
}

/**
 * The conditions before a key works, except those that only an administrator can meet.
 * @param {Key} key
 */
export function awaitedOf(key) {
  return (key.awaits ?? []).filter(awaited => !isAdministrators(awaited));
}

/** @param {string} awaited */
function isAdministrators(awaited) {
  return awaited.endsWith('administrator');
}

/**
 * The badge that says the state of a key.
 * @param {Key} key
 * @param {number} now milliseconds since 1970
 * @returns {Badge}
 */
export function stateBadge(key, now) {
  if (key.unverifiable && key.state === 'inactive') {
    return { text: 'stateUnverifiable', tone: 'alarming' };
  }
  const [awaited] = awaitedOf(key);
  if (key.state === 'inactive' && isDisabledByAdministrator(key)) {
    return { text: 'stateInactive', tone: 'waiting' };
  }
  if (key.state === 'inactive' && awaited) {
    return { text: WAITING_WORDS[awaited] ?? stateWord(key.state), tone: 'waiting' };
  }
  if (key.state === 'active' && isSoon(key.expiresAt, now)) {
    return { text: 'expiresSoon', when: key.expiresAt, tone: 'soon' };
  }
  if (key.state === 'superseded' && key.expiresAt !== null && Date.parse(key.expiresAt) > now) {
    return { text: 'supersededUntil', when: key.expiresAt, tone: 'soon' };
  }
  return { text: stateWord(key.state), tone: '' };
}

/**
 * The badges for what a user should look into.
 * @param {Key} key
 * @returns {Badge[]}
 */
export function warningBadges(key) {
  /** @type {(Badge|false|null)[]} */
  const badges = [
    Boolean(key.refusedAt) && (refusalWord(key) !== null ? { text: 'refusedBadge', tone: 'warned' }
      : { text: 'stillUsed', tone: 'alarming' }),
    Boolean(key.seenInUrlAt) && { text: 'seenInUrl', tone: 'warned' },
    Boolean(key.seenInClearAt) && { text: 'seenInClear', tone: 'warned' },
  ];
  return badges.filter(badge => badge !== false && badge !== null);
}

/**
 * The badges that concern the owner of a key: it is about to be suspended, or has just been resumed.
 * @param {Key} key
 * @param {number} now milliseconds since 1970
 * @returns {Badge[]}
 */
export function suspensionBadges(key, now) {
  /** @type {(Badge|false)[]} */
  const badges = [
    key.state === 'active' && isSoon(key.suspendsAt, now) && { text: 'suspendsSoon', when: key.suspendsAt, tone: 'warned' },
    wasResumedRecently(key, now) && { text: 'resumed', tone: 'warned' },
  ];
  return badges.filter(badge => badge !== false);
}

/**
 * Whether a sign-in of its owner has resumed this key a short while ago.
 * @param {Key} key
 * @param {number} now milliseconds since 1970
 */
export function wasResumedRecently(key, now) {
  return Boolean(key.resumedAt) && now - Date.parse(String(key.resumedAt)) < RECENTLY_MS;
}

/**
 * Whether a key is suspended since its owner signs in through another source.
 * @param {Key} key
 * @param {import('./types.js').Policy} policy
 */
export function isMoved(key, policy) {
  return key.state === 'suspended' && key.loginSource !== policy.loginSource;
}

/**
 * @param {?string|undefined} instant
 * @param {number} now
 */
function isSoon(instant, now) {
  return Boolean(instant) && Date.parse(String(instant)) - now < SOON_MS;
}
