/** The dialog that makes a key for another user. */
import { el, nameNode, notice } from '../base/dom.js';
import { newIdempotencyKey } from '../base/idempotency-key.js';
import { Question } from '../base/question.js';
import { CreateForm } from './create-form.js';
import { keyNodes } from './words.js';

/** @typedef {import('./types.js').AdminPage} Page */

/**
 * Opens it.
 * @param {Page} page
 * @param {string} owner whom it is for, as far as that is known
 * @param {import('./create-form.js').Draft} [draft] as it was left
 */
export function createForSomebody(page, owner, draft = {}) {
  const { language, policy, api } = page;
  const form = new CreateForm(page, { owner, ...draft });
  const idempotencyKey = newIdempotencyKey();
  new Question(page, {
    kind: 'admin-create',
    title: language.text('createTitle'),
    content: form.content,
    confirm: { action: 'submit-create', label: 'submitCreate', busy: 'creating' },
    send: async asked => {
      const wanted = form.read();
      if (wanted !== null) {
        created(page, asked, await api.create(wanted.owner, wanted.key, idempotencyKey));
      }
    },
    onleave: () => page.draft.write({ owner: policy.owner, form: form.draft }),
  });
  form.focus();
}

/**
 * Goes on with a key that was begun before its administrator went to sign in again.
 * @param {Page} page
 */
export function resumeCreation(page) {
  const left = page.draft.take(page.policy.owner);
  if (left !== null) {
    createForSomebody(page, '', left.form);
  }
}

/**
 * @param {Page} page
 * @param {Question} question
 * @param {import('../base/types.js').Key} key
 */
function created(page, question, key) {
  const { language, policy } = page;
  const waits = key.awaits?.includes('approval');
  page.done(language.nodes(waits ? 'createdWaits' : 'created', { name: nameNode(key.name), owner: nameNode(key.owner) }));
  if (key.key) {
    question.showSecret(language.text('secretTitle'), key, { carrier: policy.carriers[0] });
  } else {
    question.show(language.text('createdTitle'), notice('info', el('p', {}, keyNodes(language, 'createdNoSecret', key)),
      waits && el('p', {}, language.text('createdWaitsText'))));
  }
}
