/** The questions that owners and administrators are asked before an existing key is edited or ends. */
import { codeOf, statusOf } from './api.js';
import { el, notice } from './dom.js';
import { NameFields } from './fields.js';
import { Question } from './question.js';

/**
 * @typedef {import('./types.js').Key} Key
 * @typedef {import('./types.js').ReadyPage} Page
 * @typedef {import('./dom.js').Child} Child
 */

/**
 * Changes name, description and end of a key; what may surprise about it is shown before the dialog closes.
 * @param {Page} page
 * @param {Key} key
 * @param {object} options
 * @param {string} options.action of the button that sends
 * @param {?import('./validity.js').ChosenValidity} options.validity null if the end cannot be moved
 * @param {{above?: Child, instead?: Child, below?: Child}} [options.content] around the fields; `instead` of a validity
 * @param {function(): object} [options.moreChanges] the changed members of the key that `content` asks for
 * @param {function(Key): void} [options.saved] told of the key as it is now
 * @returns {Promise<?Key>} the changed key; null if nothing was changed
 */
export async function askToEdit(page, key, { action, validity, content = {}, moreChanges, saved }) {
  const { api, language, policy } = page;
  const names = new NameFields(language, policy, key);
  /** @type {?Key} */
  let changed = null;
  const question = new Question(page, { kind: 'edit', title: language.text('editTitle'),
    content: [content.above, names.elements, validity?.element ?? content.instead, content.below],
    send: async asked => {
      const isNamed = names.check();
      const end = validity === null ? {} : validity.read();
      if (!isNamed || end === null) {
        (isNamed ? validity : names)?.focus();
        return;
      }
      const changes = { ...names.changesOf(key), ...end, ...moreChanges?.() };
      const answer = changed = Object.keys(changes).length === 0 ? null : await api.edit(key.id, changes);
      saved?.(answer ?? key);
      closeOrWarn(asked, language, answer?.warnings ?? []);
    },
    confirm: { action, label: 'save', busy: 'saving' } });
  names.focus();
  await question.closed;
  validity?.stop();
  return changed;
}

/**
 * @param {Question} asked
 * @param {import('./language.js').Language} language
 * @param {string[]} warnings
 */
function closeOrWarn(asked, language, warnings) {
  if (warnings.length > 0) {
    asked.show(language.text('savedTitle'), warnings.map(text => notice('warning', text)));
  } else {
    asked.close();
  }
}

/**
 * Asks before a key ends for good.
 * @param {Page} page
 * @param {{id: string, supersededBy?: ?string}} key
 * @param {object} options
 * @param {string} options.title
 * @param {Child} options.content
 * @param {string} options.chain says that the key was rotated meanwhile, and that its successors go, too
 * @param {import('./dialog.js').Confirm} options.confirm
 * @returns {Promise<boolean>} whether it is gone
 */
export async function askToDelete(page, key, { title, content, chain, confirm }) {
  const rotated = el('div', {});
  let deleted = false;
  // A user who sees that the key has a successor means this key alone.
  /** @type {?boolean} */
  let withSuccessors = key.supersededBy ? false : null;
  const send = async (/** @type {Question} */ asked) => {
    try {
      await page.api.delete(key.id, withSuccessors);
    } catch (error) {
      if (codeOf(error) === 'superseded') {
        withSuccessors = true;
        rotated.replaceChildren(notice('warning', el('p', { 'data-role': 'rotated-meanwhile' }, chain)));
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
  const question = new Question(page, { kind: 'delete', title, content: [content, rotated], confirm, send });
  question.focusCancel();
  await question.closed;
  return deleted;
}
