/** The actions of owners on an existing key: the questions before it and the calls. */
import { codeOf, statusOf } from '../base/api.js';
import { Question } from '../base/dialog.js';
import { el, nameNode, notice } from '../base/dom.js';
import { hoursIn } from '../base/duration.js';
import { chosenIn, NameFields, overlapField } from '../base/fields.js';
import { ChosenValidity } from '../base/validity.js';
import { endOfOverlap, overlapsUpTo } from '../base/validity-rules.js';

/**
 * @typedef {import('../base/types.js').Key} Key
 * @typedef {import('./types.js').ReadyPage} Page
 * @typedef {{id: string, name: string, supersededBy?: ?string}} NamedKey
 */

/**
 * Asks before a key is deleted.
 * @param {Page} page
 * @param {NamedKey} key
 * @returns {Promise<boolean>} whether it is gone
 */
export async function deleteKey(page, key) {
  const { api, language } = page;
  const rotated = el('div', {});
  let deleted = false;
  // A user who sees that the key has a successor means this key alone.
  /** @type {?boolean} */
  let chain = key.supersededBy ? false : null;
  const send = async (/** @type {Question} */ asked) => {
    try {
      await api.delete(key.id, chain);
    } catch (error) {
      if (codeOf(error) === 'superseded') {
        chain = true;
        rotated.replaceChildren(notice('warning', el('p', { 'data-role': 'rotated-meanwhile' },
          language.text('deleteChain'))));
        return;
      }
      // A key that is not there any more was deleted in another tab, which is what was wanted.
      if (statusOf(error) !== 404) {
        throw error;
      }
    }
    deleted = true;
    asked.close();
  };
  const question = new Question(page, { kind: 'delete', title: language.text('deleteTitle'), send,
    content: [el('p', {}, language.nodes('deleteText', { name: nameNode(key.name) })), rotated],
    confirm: { action: 'confirm-delete', label: 'delete', busy: 'deleting', kind: 'danger' } });
  question.focusCancel();
  await question.closed;
  return deleted;
}

/**
 * Asks before all keys are deleted.
 * @param {Page} page
 * @param {number} count how many there are
 * @returns {Promise<?number>} how many are gone; null if none was to be
 */
export async function deleteAllKeys(page, count) {
  const { api, language } = page;
  /** @type {?number} */
  let gone = null;
  const question = new Question(page, { kind: 'delete-all', title: language.text('deleteAllTitle'),
    content: el('p', {}, language.text('deleteAllText', { count: language.number(count) })),
    send: async asked => {
      gone = (await api.deleteAll()).length;
      asked.close();
    },
    confirm: { action: 'confirm-delete-all', label: 'deleteAll', busy: 'deleting', kind: 'danger' } });
  question.focusCancel();
  await question.closed;
  return gone;
}

/**
 * Changes what a key is called and when it ends.
 * @param {Page} page
 * @param {Key} key
 * @returns {Promise<?Key>} the changed key; null if nothing was changed
 */
export async function editKey(page, key) {
  const { api, language, policy } = page;
  const names = new NameFields(language, policy, key);
  const movesEnd = policy.validity.choice === 'free' && policy.expiryEdits !== 'never';
  const validity = movesEnd ? new ChosenValidity(policy.validity, language, { label: language.text('expires'),
    unspecified: { label: language.text('keepEnd'), meaning: presentEnd(key, language) },
    ask: async validFor => (await api.policy(validFor)).preview?.expiresAt ?? null }) : null;
  /** @type {?Key} */
  let changed = null;
  const question = new Question(page, { kind: 'edit', title: language.text('editTitle'),
    content: [names.elements, validity?.element ?? notice('info', language.text('endIsFixed'))],
    send: async asked => {
      const isNamed = names.check();
      const end = validity === null ? {} : validity.read();
      if (!isNamed || end === null) {
        (isNamed ? validity : names)?.focus();
        return;
      }
      const change = { ...end, ...names.changesOf(key) };
      const answer = changed = Object.keys(change).length === 0 ? null : await api.edit(key.id, change);
      showWarnings(asked, answer, language);
    },
    confirm: { action: 'save', label: 'save', busy: 'saving' } });
  names.focus();
  await question.closed;
  validity?.stop();
  return changed;
}

/**
 * @param {Key} key
 * @param {import('../base/language.js').Language} language
 */
function presentEnd(key, language) {
  return key.expiresAt === null
    ? language.text('previewNever')
    : language.nodes('previewEnds', { when: language.moment(key.expiresAt) });
}

/**
 * @param {Question} asked
 * @param {?Key} changed
 * @param {import('../base/language.js').Language} language
 */
function showWarnings(asked, changed, language) {
  const warnings = changed?.warnings ?? [];
  if (warnings.length > 0) {
    asked.show(language.text('savedTitle'), warnings.map(text => notice('warning', text)));
  } else {
    asked.close();
  }
}

/**
 * Gives a key another secret and shows it once.
 * @param {Page} page
 * @param {Key} key
 * @returns {Promise<?Key>} the successor; null if there is none
 */
export async function rotateKey(page, key) {
  const { api, language, policy } = page;
  const overlaps = overlapField(language, overlapsUpTo(policy.maximumOverlap));
  const canOverlap = (hoursIn(policy.maximumOverlap) ?? 0) > 0;
  /** @type {?Key} */
  let successor = null;
  const question = new Question(page, { kind: 'rotate', title: language.text('rotateTitle'),
    content: [el('p', {}, language.nodes(canOverlap ? 'rotateText' : 'rotateAtOnce', { name: nameNode(key.name) })),
      canOverlap && overlaps, policy.approval && notice('info', language.text('approvalText'))],
    send: async asked => {
      const overlap = chosenIn(overlaps, 'overlap');
      const rotatedAt = Date.now();
      const made = successor = await api.rotate(key.id, overlap);
      asked.showSecret(language.text('rotatedTitle'), made, { carrier: policy.carriers[0],
        rotated: { name: key.name, worksUntil: endOfOverlap(key.expiresAt, overlap, rotatedAt) } });
      page.changed('postern-changed', made.id);
    },
    confirm: { action: 'confirm-rotate', label: 'rotate', busy: 'rotating' } });
  await question.closed;
  return successor;
}

/**
 * Shows the secret of a key again.
 * @param {Page} page
 * @param {Key} key
 */
export function revealKey(page, key) {
  const { api, language, policy } = page;
  return new Question(page, { kind: 'show', title: language.text('revealTitle'),
    content: el('p', {}, language.nodes('revealText', { name: nameNode(key.name) })),
    send: async asked => asked.showSecretAgain(language.text('revealTitle'), await api.reveal(key.id),
      { carrier: policy.carriers[0] }),
    confirm: { action: 'confirm-show', label: 'reveal', busy: 'loading' } }).closed;
}

/**
 * Asks before a key of the former way to sign in is taken over.
 * @param {Page} page
 * @param {Key} key
 * @returns {Promise<?Key>} the key, which works again; null if it was not to be
 */
export async function confirmKey(page, key) {
  const { api, language } = page;
  /** @type {?Key} */
  let confirmed = null;
  const question = new Question(page, { kind: 'confirm', title: language.text('confirmTitle'),
    content: el('p', {}, language.nodes('confirmText', { name: nameNode(key.name) })),
    send: async asked => {
      confirmed = await api.confirm(key.id);
      asked.close();
    },
    confirm: { action: 'confirm-confirm', label: 'confirmKey', busy: 'saving' } });
  await question.closed;
  return confirmed;
}
