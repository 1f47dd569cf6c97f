/** Dialogs that do something, and say what went wrong without losing what was typed. */
import { button, el } from './dom.js';
import { SecretPanel } from './secret.js';

/**
 * @typedef {import('./types.js').Page} Page
 * @typedef {import('./types.js').Key} Key
 * @typedef {import('./dom.js').Child} Child
 *
 * @typedef {object} Confirm The button that sends, and the names of its texts.
 * @property {string} action
 * @property {string} label
 * @property {string} busy the label while an answer is awaited
 * @property {string} [kind]
 */

/** One opening of a dialog, whose content can change. Closed, it leaves the document with all that was in it. */
export class Dialog {
  /** @type {HTMLDialogElement} */
  #dialog;
  /** @type {Page} */
  #page;
  /** @type {?SecretPanel} */
  #secret = null;
  /** @type {?HTMLButtonElement} */
  #cancel = null;
  /** @type {?HTMLButtonElement} */
  #send = null;
  /** @type {?Confirm} */
  #words = null;
  #pending = false;

  /**
   * @param {Page} page
   * @param {string} kind becomes `data-dialog`
   */
  constructor(page, kind) {
    this.#page = page;
    this.#dialog = el('dialog', { part: 'dialog', 'data-dialog': kind, 'aria-labelledby': `${kind}-title` });
    /** Resolved when the user closes it. */
    this.closed = new Promise(resolve => { this.#watch(() => resolve(undefined)); });
    page.root.append(this.#dialog);
    this.#dialog.showModal();
    page.opened(this);
  }

  get isOpen() {
    return this.#dialog.isConnected;
  }

  close() {
    this.#dialog.close();
  }

  /** Takes the dialog away at once and forgets the secret, stored or not. */
  discard() {
    this.#secret?.forget();
    this.#dialog.remove();
  }

  focusCancel() {
    this.#cancel?.focus();
  }

  /** @param {boolean} ready whether the button that sends may be pressed */
  set ready(ready) {
    if (this.#send !== null) {
      this.#send.disabled = !ready;
    }
  }

  /**
   * Shows something instead of what is there.
   * @param {string} title
   * @param {Child} content
   * @param {HTMLButtonElement[]} buttons
   */
  fill(title, content, buttons) {
    this.#cancel = this.#send = this.#words = null;
    this.#dialog.replaceChildren(
      el('h2', { id: this.#dialog.getAttribute('aria-labelledby'), class: 'dialog-title', part: 'dialog-title' }, title),
      el('div', { class: 'dialog-body' }, content),
      el('div', { class: 'dialog-buttons' }, buttons));
  }

  /**
   * Shows a form, with a button that sends it and one that closes.
   * @param {string} title
   * @param {HTMLFormElement} form with an id
   * @param {?Confirm} confirm null if it cannot be sent
   */
  fillForm(title, form, confirm) {
    const { language } = this.#page;
    const cancel = this.cancelButton();
    const send = confirm && button(confirm.action, language.text(confirm.label),
      { kind: confirm.kind ?? 'primary', type: 'submit', form: form.id });
    this.fill(title, form, send === null ? [cancel] : [cancel, send]);
    [this.#cancel, this.#send, this.#words] = [cancel, send, confirm];
  }

  cancelButton() {
    return button('cancel', this.#page.language.text('cancel'), { onclick: () => this.close() });
  }

  /**
   * Shows something, with a button that closes.
   * @param {string} title
   * @param {...Child} content
   */
  show(title, ...content) {
    const close = button('close', this.#page.language.text('close'), { kind: 'primary', onclick: () => this.close() });
    this.fill(title, content, [close]);
    close.focus();
  }

  /**
   * Shows a secret once: the dialog stays until the user says that it is stored. A reload finds a note of which key it
   * was, and never the secret.
   * @param {string} title
   * @param {Key} key with its secret
   * @param {import('./secret.js').SecretContext} context
   */
  showSecret(title, key, context) {
    const { language, apiUrl, shown } = this.#page;
    const panel = this.#secret = new SecretPanel(key, { language, apiUrl, ...context });
    shown?.write({ owner: key.owner, id: key.id, name: key.name });
    const close = button('close-secret', language.text('close'),
      { kind: 'primary', disabled: true, onclick: () => this.close() });
    panel.onstored = stored => { close.disabled = !stored; };
    panel.onforgotten = () => {
      this.#dialog.remove();
      this.#page.left();
    };
    this.#dialog.dataset.dialog = 'secret';
    this.fill(title, panel.element, [close]);
    panel.focus();
    this.closed.then(() => {
      panel.forget();
      shown?.forget();
    });
  }

  /**
   * Shows a secret that can be revealed.
   * @param {string} title
   * @param {Key} key with its secret
   * @param {import('./secret.js').SecretContext} context
   */
  showSecretAgain(title, key, context) {
    const { language, apiUrl } = this.#page;
    const panel = this.#secret = new SecretPanel(key, { language, apiUrl, once: false, ...context });
    panel.onforgotten = () => this.discard();
    this.show(title, panel.element);
    this.closed.then(() => panel.forget());
    panel.focus();
  }

  /**
   * Does something that takes a while: meanwhile the dialog neither closes nor sends.
   * @param {function(): Promise<void>} work
   * @param {function(unknown): void} failed told what went wrong
   */
  async attempt(work, failed) {
    if (this.#pending || this.#send?.disabled) {
      return;
    }
    this.#setPending(true);
    try {
      await work();
    } catch (error) {
      failed(error);
    } finally {
      this.#setPending(false);
    }
  }

  /** @param {boolean} pending */
  #setPending(pending) {
    this.#pending = pending;
    if (this.#send === null || this.#cancel === null || this.#words === null) {
      return;
    }
    this.#cancel.disabled = this.#send.disabled = pending;
    const label = /** @type {ChildNode} */ (this.#send.lastChild);
    label.textContent = this.#page.language.text(pending ? this.#words.busy : this.#words.label);
    // A button that was disabled while it had the focus has lost it.
    if (!pending && !this.#dialog.contains(/** @type {ShadowRoot} */ (this.#dialog.getRootNode()).activeElement)) {
      this.#send.focus();
    }
  }

  get #mayClose() {
    return !this.#pending && (this.#secret?.stored ?? true);
  }

  /**
   * While it may not close, neither Escape nor the browser's own gestures close it. The browser gives the focus back to
   * where it was.
   * @param {function(): void} onclose
   */
  #watch(onclose) {
    this.#dialog.addEventListener('cancel', event => {
      if (!this.#mayClose) {
        event.preventDefault();
      }
    });
    this.#dialog.addEventListener('close', () => {
      // Browsers let a second Escape in a row through, whatever the first one was answered.
      if (this.#dialog.isConnected && !this.#mayClose) {
        this.#dialog.showModal();
        return;
      }
      this.#dialog.remove();
      onclose();
    });
  }
}
