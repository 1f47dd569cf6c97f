/** The last step of a dialog that made a secret: it is shown once, and the dialog stays until it is stored. */
import { button, fillDialog } from './postern-dom.js';
import { SecretPanel } from './postern-secret.js';

/** A secret on the screen. A reload finds a note of which key it was, and never the secret. */
export class SecretStep {
  #page;
  #dialog;
  #panel;

  /**
   * Takes over an open dialog.
   * @param {import('./postern-create.js').Page} page
   * @param {{title: string, replaced: string[], carrier: string, rotated: ?object}} options
   */
  constructor(page, dialog, key, { title, ...context }) {
    const { language, apiUrl, shown } = page;
    this.#page = page;
    this.#dialog = dialog;
    this.#panel = new SecretPanel(key, { language, apiUrl, ...context });
    shown.write({ owner: key.owner, id: key.id, name: key.name });
    const close = button('close-secret', language.text('close'),
      { kind: 'primary', disabled: true, onclick: () => this.#close() });
    this.#panel.onstored = stored => { close.disabled = !stored; };
    this.#panel.onforgotten = () => {
      this.#dialog.remove();
      page.left();
    };
    dialog.dataset.dialog = 'secret';
    fillDialog(dialog, language.text(title), [this.#panel.element], [close]);
    this.#panel.focus();
    dialog.addEventListener('close', () => this.#closed());
  }

  get mayClose() {
    return this.#panel.stored;
  }

  forget() {
    this.#panel.forget();
  }

  #close() {
    this.#panel.forget();
    this.#dialog.close();
  }

  /** Closed by Escape after it was stored, the dialog has not forgotten yet. */
  #closed() {
    if (this.#panel.stored) {
      this.#panel.forget();
      this.#page.shown.forget();
    }
  }
}
