/** A dialog that asks, does, and says what went wrong without losing what was typed. */
import { button, el, fillDialog, openDialog } from './postern-dom.js';
import { errorNotice } from './postern-sign-in.js';

/** One opening. Closed, it resolves {@link Question#closed}. */
export class Question {
  #page;
  #dialog;
  #words;
  #pending = false;
  #secret = null;
  #errors = el('div', { class: 'errors' });
  #cancel;
  #confirm;

  /**
   * @param {import('./postern-create.js').Page} page
   * @param {object} options
   * @param {string} options.kind becomes `data-dialog`
   * @param {string} options.title
   * @param {Array} options.content
   * @param {{action: string, label: string, busy: string, kind: string}} options.confirm names of texts
   * @param {function(Question): Promise} options.send does it, and closes or goes on to something else
   */
  constructor(page, { kind, title, content, confirm, send }) {
    const { language } = page;
    this.#page = page;
    this.#words = confirm;
    this.closed = new Promise(resolve => {
      this.#dialog = openDialog(page.root, { kind, onclose: resolve,
        mayClose: () => !this.#pending && (this.#secret?.mayClose ?? true) });
    });
    this.#cancel = button('cancel', language.text('cancel'), { onclick: () => this.close() });
    this.#confirm = button(confirm.action, language.text(confirm.label),
      { kind: confirm.kind ?? 'primary', type: 'submit', form: 'question' });
    const form = el('form', { id: 'question', class: 'question', novalidate: true, onsubmit: event => {
      event.preventDefault();
      this.#submit(send);
    } }, content, this.#errors);
    fillDialog(this.#dialog, title, [form], [this.#cancel, this.#confirm]);
    page.opened(this);
  }

  focusCancel() {
    this.#cancel.focus();
  }

  close() {
    this.#dialog.close();
  }

  /** Takes the dialog away at once and forgets the secret, stored or not. */
  discard() {
    this.#secret?.forget();
    this.#dialog.remove();
  }

  /** Shows something in place of the question, with a button that closes. */
  show(title, ...content) {
    const close = button('close', this.#page.language.text('close'), { kind: 'primary', onclick: () => this.close() });
    fillDialog(this.#dialog, title, content, [close]);
    close.focus();
  }

  /** Goes on to a step that shows a secret. */
  goOn(step) {
    this.#secret = step(this.#dialog);
  }

  async #submit(send) {
    if (this.#pending) {
      return;
    }
    this.#errors.replaceChildren();
    this.#setPending(true);
    try {
      await send(this);
    } catch (error) {
      const problem = errorNotice(this.#page.language, error, { kept: true });
      this.#errors.replaceChildren(problem);
      problem.scrollIntoView({ block: 'nearest' });
    } finally {
      this.#setPending(false);
    }
  }

  #setPending(pending) {
    const { language } = this.#page;
    this.#pending = pending;
    this.#cancel.disabled = this.#confirm.disabled = pending;
    this.#confirm.lastChild.textContent = language.text(pending ? this.#words.busy : this.#words.label);
    // A button that was switched off while it had the focus has lost it.
    if (!pending && this.#confirm.isConnected && !this.#dialog.contains(this.#dialog.getRootNode().activeElement)) {
      this.#confirm.focus();
    }
  }
}
