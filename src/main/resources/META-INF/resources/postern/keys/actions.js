/** The actions of owners on an existing key: the questions before it and the calls. */
import { el, nameNode, notice } from '../base/dom.js';
import { OverlapField } from '../base/fields.js';
import { askToDelete, askToEdit } from '../base/key-questions.js';
import { Question } from '../base/question.js';
import { ChosenValidity } from '../base/validity.js';
import { endOfOverlap } from '../base/validity-rules.js';

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
export function deleteKey(page, key) {
  const { language } = page;
  return askToDelete(page, key, { title: language.text('deleteTitle'),
    content: el('p', {}, language.nodes('deleteText', { name: nameNode(key.name) })), chain: language.text('deleteChain'),
    confirm: { action: 'confirm-delete', label: 'delete', busy: 'deleting', kind: 'danger' } });
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
 * Changes the name, the description and the end of a key.
 * @param {Page} page
 * @param {Key} key
 * @returns {Promise<?Key>} the changed key; null if nothing was changed
 */
export function editKey(page, key) {
  const { api, language, policy } = page;
  const movesEnd = policy.validity.choice === 'free' && policy.expiryEdits !== 'never';
  const validity = movesEnd ? new ChosenValidity(policy.validity, language, { label: language.text('expires'),
    unspecified: { label: language.text('keepEnd'), meaning: presentEnd(key, language) },
    ask: async validFor => (await api.policy(validFor)).preview?.expiresAt ?? null }) : null;
  return askToEdit(page, key, { action: 'save', validity,
    content: { instead: notice('info', language.text('endIsFixed')) } });
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
 * Gives a key another secret and shows it once.
 * @param {Page} page
 * @param {Key} key
 * @returns {Promise<?Key>} the successor; null if there is none
 */
export async function rotateKey(page, key) {
  const { api, language, policy } = page;
  const overlaps = new OverlapField(language, policy.maximumOverlap);
  /** @type {?Key} */
  let successor = null;
  const question = new Question(page, { kind: 'rotate', title: language.text('rotateTitle'),
    content: [el('p', {}, language.nodes(overlaps.element === null ? 'rotateAtOnce' : 'rotateText', { name: nameNode(key.name) })),
      overlaps.element, policy.approval && notice('info', language.text('approvalText'))],
    send: async asked => {
      const overlap = overlaps.value;
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
  return new Question(page, { kind: 'reveal', title: language.text('revealTitle'),
    content: el('p', {}, language.nodes('revealText', { name: nameNode(key.name) })),
    send: async asked => asked.showSecretAgain(language.text('revealTitle'), await api.reveal(key.id),
      { carrier: policy.carriers[0] }),
    confirm: { action: 'confirm-reveal', label: 'reveal', busy: 'loading' } }).closed;
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
