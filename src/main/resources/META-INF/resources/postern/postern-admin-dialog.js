/** Dialogs that ask, do, and say what went wrong without losing what was typed. */
import { button, el, fillDialog, nameNode, notice, openDialog } from './postern-base.js';
import { SecretPanel } from './postern-secret.js';

/**
 * What the dialogs borrow from the element that opens them.
 * @typedef {object} Page
 * @property {Element} root where dialogs go
 * @property {import('./postern-admin-api.js').AdminApi} api
 * @property {import('./postern-base.js').Language} language with the texts of this view
 * @property {import('./postern-base.js').Language} commonLanguage with those of all elements only
 * @property {URL} apiUrl
 * @property {object} policy as the API answered it
 * @property {function(...(Node|string)): Promise<void>} done says what was done and reads the list again
 * @property {function(Question)} opened told of each dialog, so that it goes with the element
 * @property {function()} closed finds a place for the focus where the browser found none
 * @property {function(function(): Promise): Promise} attempt does something without a dialog and shows what went wrong
 */

/** One opening of a dialog with a form, a button that sends it, and a place for errors. */
export class Question {
  #page;
  #dialog;
  #pending = false;
  #secret = null;
  #shown = null;
  #errors = el('div', { class: 'errors' });
  #cancel;
  #confirm;
  #words;
  #send;
  #leave;

  /**
   * @param {Page} page
   * @param {object} options
   * @param {string} options.kind becomes `data-dialog`
   * @param {string} options.title
   * @param {Array} options.content
   * @param {{action: string, label: string, busy: string, kind?: string}} options.confirm the button and its words
   * @param {function(): Promise|null} options.send does it; null when the form says itself what is missing
   * @param {function(object, Question)} options.done told the answer; closes the dialog or shows what came
   * @param {function()} options.leave told when somebody goes to sign in again
   */
  constructor(page, { kind, title, content, confirm, send, done, leave = () => {} }) {
    this.#page = page;
    this.#words = confirm;
    this.#send = async () => done(await send(), this);
    this.#leave = leave;
    this.#dialog = openDialog(page.root, { kind,
      mayClose: () => !this.#pending && (this.#secret?.stored ?? true), onclose: () => page.closed() });
    this.#cancel = button('cancel', page.language.text('cancel'), { onclick: () => this.close() });
    this.#confirm = button(confirm.action, confirm.label, { kind: confirm.kind ?? 'primary', type: 'submit',
      form: 'question' });
    this.form = el('form', { id: 'question', class: 'question', novalidate: true, onsubmit: event => {
      event.preventDefault();
      this.#submit();
    } }, ...content, this.#errors);
    fillDialog(this.#dialog, title, [this.form], [this.#cancel, this.#confirm]);
    page.opened(this);
  }

  /** Whether the button may be pressed. */
  set ready(ready) {
    this.#confirm.disabled = !ready;
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
    this.#shown?.forget();
    this.#dialog.remove();
  }

  /** Shows something instead of the form, with a button that closes. */
  show(title, ...content) {
    const close = button('close', this.#page.language.text('close'), { kind: 'primary', onclick: () => this.close() });
    fillDialog(this.#dialog, title, content, [close]);
    close.focus();
  }

  /** Told of a secret that can be shown again, so that it goes when the dialog does. */
  secretShown(secret) {
    this.#dialog.addEventListener('close', () => secret.forget());
    this.#shown = secret;
  }

  /** Shows a secret once: the dialog stays until somebody says that it is stored. */
  showSecret(title, key, replaced = []) {
    const { language, commonLanguage, policy, apiUrl } = this.#page;
    this.#secret = new SecretPanel(key, { language: commonLanguage, replaced, carrier: policy.carriers[0], apiUrl });
    const close = button('close-secret', language.text('close'), { kind: 'primary', disabled: true, onclick: () => {
      this.#secret.forget();
      this.close();
    } });
    this.#secret.onstored = stored => { close.disabled = !stored; };
    this.#dialog.dataset.dialog = 'secret';
    fillDialog(this.#dialog, title, [this.#secret.element], [close]);
    this.#secret.focus();
  }

  async #submit() {
    if (this.#pending || this.#confirm.disabled) {
      return;
    }
    this.#errors.replaceChildren();
    this.#setPending(true);
    try {
      await this.#send();
    } catch (error) {
      if (error !== MISSING) {
        this.#errors.replaceChildren(problemNotice(this.#page.language, error, { leave: this.#leave }));
        this.#errors.scrollIntoView({ block: 'nearest' });
      }
    } finally {
      this.#setPending(false);
    }
  }

  #setPending(pending) {
    this.#pending = pending;
    this.#cancel.disabled = this.#confirm.disabled = pending;
    this.#confirm.lastChild.textContent = pending ? this.#words.busy : this.#words.label;
    // A button that was switched off while it had the focus has lost it.
    if (!pending && this.#confirm.isConnected && !this.#dialog.contains(this.#dialog.getRootNode().activeElement)) {
      this.#confirm.focus();
    }
  }
}

/** Thrown by what a dialog sends when its form has already said what is missing. */
export const MISSING = Symbol('missing');

/** What went wrong, and the way to a fresh login where that is what is missing. */
export function problemNotice(language, error, { leave = () => {}, more = [] } = {}) {
  const signIn = signInUrl(error.loginUrl ?? null);
  return notice('error', el('p', {}, language.error(error)),
    signIn && el('p', {}, el('a', { class: 'button', 'data-action': 'sign-in-again', href: signIn, onclick: leave },
      language.text('signInAgain'))),
    more);
}

/** The login page, told to come back to where we are; null if it is no page. */
function signInUrl(loginUrl) {
  if (loginUrl === null) {
    return null;
  }
  const url = new URL(loginUrl, document.baseURI);
  if (!/^https?:$/.test(url.protocol)) {
    return null;
  }
  url.searchParams.set('return', location.pathname + location.search);
  return url.href;
}

/** A label above a control, with a hint and a place for what is wrong with it below. */
export function field(language, control, { label, hint, optional = false }) {
  const name = control.getAttribute('name');
  const described = [hint && `${name}-hint`, `${name}-error`].filter(Boolean).join(' ');
  control.setAttribute('aria-describedby', described);
  return el('div', { class: 'field' },
    el('label', {}, el('span', { class: 'label' }, label, optional && ' ',
      optional && el('span', { class: 'muted' }, `(${language.text('optional')})`)), control),
    hint && el('span', { id: `${name}-hint`, class: 'hint' }, hint),
    el('span', { id: `${name}-error`, class: 'field-error', role: 'alert' }));
}

/** Says what is wrong with a control, or with '' that nothing is; whether something is. */
export function tellWrong(control, text) {
  control.setAttribute('aria-invalid', String(text !== ''));
  control.closest('.field').querySelector('.field-error').textContent = text;
  return text !== '';
}

/** "Backup of alice", each name apart from the sentence. */
export function keyNodes(language, text, key) {
  return language.nodes(text, { name: nameNode(key.name), owner: nameNode(key.owner) });
}
