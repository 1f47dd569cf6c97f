/** The possible validities of a key, and the expiry of each. Computed only; nothing here shows anything. */
import { HOUR_MS, hoursIn } from './duration.js';

/**
 * @typedef {import('./types.js').ValidityRules} Rules
 *
 * @typedef {object} Choice What the user has chosen so far.
 * @property {string} choice a number of days, or `unspecified`, `custom`, `date`, `never`
 * @property {string} custom the number in the rules' unit, as typed
 * @property {string} date as `<input type="datetime-local">` has it: in the reader's time zone, without naming it
 */

const HOURS_IN = { days: 24, hours: 1 };
const USUAL_OVERLAPS = ['PT1H', 'P1D', 'P7D', 'P30D'];

/** The old secret of a rotated key stops at once. */
export const NO_OVERLAP = 'PT0S';

/**
 * Whether no key ends under these rules, for any owner.
 * @param {Rules} rules
 */
export function isEndless(rules) {
  return rules.choice === 'fixed' && !rules.required && rules.maximum === null;
}

/**
 * The longest validity in the rules' unit.
 * @param {Rules} rules
 * @returns {?number} null if there is no limit
 */
export function longest({ maximum, unit }) {
  const hours = hoursIn(maximum);
  return hours === null ? null : Math.floor(hours / HOURS_IN[unit]);
}

/**
 * Those of some numbers of days that the rules allow.
 * @param {Rules} rules
 * @param {number[]} days
 */
export function presetsWithin({ choice, maximum }, days) {
  // Rules that leave nothing to choose may leave it to an owner who signs in otherwise: the server knows.
  const most = choice === 'free' ? hoursIn(maximum) ?? Infinity : Infinity;
  return days.filter(each => each * 24 <= most);
}

/**
 * Which choice the rules' default is.
 * @param {Rules} rules
 * @param {string[]} choices those on offer
 * @returns {{choice: string, custom: string}} `custom` is a number in the rules' unit where no preset fits, else ''
 */
export function defaultOf(rules, choices) {
  const hours = hoursIn(rules.default);
  const preset = hours === null ? 'never' : String(hours / 24);
  if (choices.includes(preset)) {
    return { choice: preset, custom: '' };
  }
  return { choice: 'custom', custom: hours === null ? '' : String(Math.max(1, Math.floor(hours / HOURS_IN[rules.unit]))) };
}

/**
 * The members of a call that say how long.
 * @param {Choice} chosen
 * @param {{unit: 'days'|'hours', most?: ?number}} limits the unit of a typed number, and how large it may be
 * @returns {?{validFor?: string, expiresAt?: ?string}} null while nothing valid is chosen
 */
export function requestOf({ choice, custom, date }, { unit, most = null }) {
  switch (choice) {
    case 'unspecified': return {};
    case 'never': return { expiresAt: null };
    case 'date': {
      const instant = instantOf(date);
      return instant === null ? null : { expiresAt: instant };
    }
    case 'custom': {
      const count = Number(custom);
      const isRight = Number.isInteger(count) && count >= 1 && count <= (most ?? Number.MAX_SAFE_INTEGER);
      return !isRight ? null : { validFor: unit === 'days' ? `P${count}D` : `PT${count}H` };
    }
    default: return { validFor: `P${choice}D` };
  }
}

/**
 * When a key ends that lives for some time from now.
 * @param {string} validFor
 * @param {number} now milliseconds since 1970
 * @returns {?string} an ISO-8601 instant; null for what no calendar has
 */
export function endOf(validFor, now) {
  const end = new Date(now + (hoursIn(validFor) ?? NaN) * HOUR_MS);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
}

/**
 * The instant of a date and time in the reader's time zone.
 * @param {string} local such as `2026-03-29T02:30`
 * @returns {?string} an ISO-8601 instant in UTC; null while it is incomplete
 */
export function instantOf(local) {
  const date = new Date(local);
  return local === '' || Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/**
 * Until when the old secret of a rotated key works.
 * @param {?string} expiresAt of the old key
 * @param {string} overlap
 * @param {number} from when it was rotated, in milliseconds since 1970
 * @returns {?string} null if it has stopped
 */
export function endOfOverlap(expiresAt, overlap, from) {
  const end = from + (hoursIn(overlap) ?? 0) * HOUR_MS;
  if (end === from) {
    return null;
  }
  return new Date(expiresAt === null ? end : Math.min(end, Date.parse(expiresAt))).toISOString();
}

/**
 * The overlaps on offer when a secret is replaced, none first.
 * @param {string} maximum what the policy allows
 */
export function overlapsUpTo(maximum) {
  const most = hoursIn(maximum) ?? 0;
  const fitting = [NO_OVERLAP, ...USUAL_OVERLAPS].filter(overlap => (hoursIn(overlap) ?? 0) <= most);
  return fitting.length > 1 || most === 0 ? fitting : [...fitting, maximum];
}
