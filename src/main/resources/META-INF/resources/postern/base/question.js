/** The dialog that asks before something is done. */
import { Dialog } from './dialog.js';
import { el, nodesOf } from './dom.js';
import { errorNotice } from './errors.js';

/** A dialog with a form, which is sent, and a place for what went wrong. */
export class Question extends Dialog {
  /**
   * @param {import('./types.js').Page} page
   * @param {object} options
   * @param {string} options.kind becomes `data-dialog`
   * @param {string} options.title
   * @param {import('./dom.js').Child} options.content
   * @param {import('./dialog.js').Confirm} options.confirm
   * @param {function(Question): Promise<void>} options.send does it, and closes or shows what came of it; returns without
   *     either when the form says itself what is missing
   * @param {function(): void} [options.onleave] called when the user goes to sign in again; keeps what was typed
   */
  constructor(page, { kind, title, content, confirm, send, onleave }) {
    super(page, kind);
    const errors = el('div', { class: 'errors' });
    const failed = (/** @type {unknown} */ error) => {
      const problem = errorNotice(page.language, error, { kept: true, stepUp: page.policy?.stepUp, onleave });
      errors.replaceChildren(problem);
      problem.scrollIntoView({ block: 'nearest' });
    };
    const form = el('form', { id: 'question', class: 'question', novalidate: true, onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      errors.replaceChildren();
      this.attempt(() => send(this), failed);
    },
    // A refusal speaks of what was sent; the way to sign in again stays.
    oninput: () => errors.querySelector('.notice.error')?.remove() }, nodesOf(content), errors);
    this.fillForm(title, form, confirm);
  }
}
