/** Which actions administrators are offered. Computed only; nothing here shows anything. */
import { awaitedOf } from '../base/state.js';

/**
 * @typedef {import('../base/types.js').Key} Key
 * @typedef {import('../base/types.js').Policy} Policy
 * @typedef {import('../base/types.js').LoginSource} LoginSource
 */

/** @type {LoginSource[]} */
const SOURCES = ['local', 'saml'];
/** @type {import('../base/types.js').State[]} */
const ENDED = ['revoked', 'superseded'];
/** The actions of an administrator on a key of their own: for the others there is their own page. */
const WITH_OWN_KEYS = ['disable', 'delete'];

/**
 * Whether a user does more than look.
 * @param {Policy} policy
 */
export function changesKeys(policy) {
  return policy.administers !== 'nobody';
}

/**
 * Whether the policy lets an administrator do this with keys of a login source; a server that does not say is asked by trying.
 * @param {Policy} policy
 * @param {string} operation
 * @param {LoginSource} source
 */
function mayDo(policy, operation, source) {
  return changesKeys(policy) && (policy.administratorOperations?.[source]?.includes(operation) ?? true);
}

/**
 * Whether there may be keys with which an administrator may do this.
 * @param {Policy} policy
 * @param {string} operation
 */
export function mayDoForSome(policy, operation) {
  return SOURCES.some(source => mayDo(policy, operation, source));
}

/**
 * The actions that make sense for a key in its state, of those that the policy allows; others would only be refused.
 * @param {Key} key
 * @param {Policy} policy
 */
export function actionsFor(key, policy) {
  const isOwn = key.owner === policy.owner;
  const may = (/** @type {string} */ operation) =>
    mayDo(policy, operation, key.loginSource) && (!isOwn || WITH_OWN_KEYS.includes(operation));
  const works = !ENDED.includes(key.state) && !key.unverifiable;
  const waits = awaitedOf(key).length > 0;
  const inUse = works && key.state !== 'expired' && !waits;
  const off = works && key.state === 'inactive' && !waits;
  return {
    approve: mayApprove(key, policy),
    edit: works && may('edit'),
    enable: off && may('disable') && !isOwn,
    disable: inUse && !off && may('disable'),
    rotate: inUse && !off && may('rotate'),
    reveal: works && policy.revealable && may('reveal'),
    revoke: key.state !== 'revoked' && may('delete'),
  };
}

/**
 * Neither the owner of a key nor the user who asked for it approves it.
 * @param {Key} key
 * @param {Policy} policy
 */
function mayApprove(key, policy) {
  return awaitsApproval(key) && mayDo(policy, 'create', key.loginSource)
    && ![key.createdBy, key.owner].includes(policy.owner);
}

/**
 * Whether a key waits for an administrator's consent.
 * @param {Key} key
 */
export function awaitsApproval(key) {
  return awaitedOf(key).includes('approval') && key.state !== 'revoked';
}
