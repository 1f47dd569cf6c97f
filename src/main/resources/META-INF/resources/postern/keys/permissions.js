/** Which actions owners are offered on a key of theirs. Computed only; nothing here shows anything. */
import { isMoved } from '../base/state.js';

/**
 * @typedef {import('../base/types.js').Key} Key
 * @typedef {import('../base/types.js').Policy} Policy
 */

/**
 * The actions that make sense for a key in its state, of those that the policy allows.
 * @param {Key} key
 * @param {Policy} policy
 * @returns {Record<string, boolean>}
 */
export function actionsFor(key, policy) {
  const may = (/** @type {string} */ operation) => policy.operations.includes(operation);
  const waits = (key.awaits ?? []).length > 0;
  const waitsForMore = (key.awaits ?? []).some(awaited => awaited !== 'rotation');
  const isAlive = !key.unverifiable && ['active', 'suspended', 'inactive'].includes(key.state);
  const comesBack = !key.unverifiable && key.state === 'expired' && policy.expiryEdits === 'always';
  return {
    confirm: may('edit') && isMoved(key, policy),
    edit: may('edit') && (isAlive || comesBack),
    rotate: may('rotate') && isAlive && !waitsForMore,
    disable: may('disable') && ['active', 'suspended'].includes(key.state),
    enable: may('disable') && isAlive && key.state === 'inactive' && !waits,
    reveal: may('reveal') && policy.revealable && !key.unverifiable && key.state !== 'revoked',
    delete: may('delete') && key.state !== 'revoked',
  };
}
