/** The part of a dialog that shows a secret: masked, to be copied or kept as a file, and gone afterwards. */
import { button, el, icon, iconButton, nameNode, notice } from './dom.js';
import { copyText, saveFile } from './copy-and-save.js';
import { curlCommand, environmentLine, masked, variableOf } from './secret-lines.js';

/**
 * @typedef {import('./types.js').Key} Key
 *
 * @typedef {object} SecretContext
 * @property {string} carrier how a script sends a key, as the policy names it
 * @property {string[]} [replaced] names of keys that stopped working for this one
 * @property {?{name: string, worksUntil: ?string}} [rotated] the key that this one follows; null: it has stopped working
 * @property {boolean} [unmasked] whether it is shown at once
 * @property {boolean} [hidesAfterCopy]
 * @property {boolean} [isBare] whether there is the secret only, with nothing to paste or to download
 */

const CONFIRMED_FOR_MS = 2500;

/** Shows a key. It holds the only copy of the secret that the page has, until {@link SecretPanel#forget}. */
export class SecretPanel {
  /** @type {import('./language.js').Language} */
  #language;
  /** @type {?string} */
  #secret;
  /** @type {string} */
  #masked;
  /** @type {Line[]} */
  #lines;
  /** @type {boolean} */
  #once;
  /** @type {boolean} */
  #hidesAfterCopy;
  /** @type {HTMLInputElement} */
  #stored;
  #unmasked = false;
  #secretText = el('code', { class: 'secret', part: 'secret', 'data-role': 'secret', dir: 'ltr', tabindex: 0 });
  /** @type {HTMLButtonElement} */
  #maskButton;
  /** @type {HTMLButtonElement} */
  #copyButton;
  #status = el('div', { role: 'status', class: 'visually-hidden' });
  #warnBeforeLeaving = (/** @type {Event} */ event) => event.preventDefault();
  #forgetOnLeaving = () => {
    this.forget();
    this.onforgotten();
  };

  /** Told whether the owner says that the key is stored. @type {function(boolean): void} */
  onstored = () => {};

  /** Told when the page was left, and the secret with it. */
  onforgotten = () => {};

  /**
   * @param {Key} key as the API answered it, with its secret
   * @param {SecretContext & {language: import('./language.js').Language, apiUrl: URL, once?: boolean}} context `once`
   *     false: it can be revealed, so nobody has to store it now
   */
  constructor(key, { language, apiUrl, carrier, once = true, replaced = [], rotated = null, unmasked = false,
    hidesAfterCopy = false, isBare = false }) {
    const secret = key.key ?? '';
    const variable = variableOf(secret);
    this.#language = language;
    this.#secret = secret;
    this.#masked = masked({ key: secret, id: key.id });
    this.#once = once;
    this.#hidesAfterCopy = hidesAfterCopy;
    this.#stored = el('input', { type: 'checkbox', 'data-action': 'stored',
      onchange: () => this.onstored(this.#stored.checked) });
    this.#lines = isBare ? [] : [
      new Line('command', shown => curlCommand(carrier, shown, key.owner, new URL('self', apiUrl))),
      new Line('env', shown => environmentLine(variable, shown)),
    ];
    this.#maskButton = iconButton('show-secret', '', 'eye', () => this.#unmask(!this.#unmasked));
    this.#copyButton = button('copy', language.text('copy'), { kind: 'primary', iconName: 'copy',
      onclick: () => this.#copy(this.#secret ?? '', this.#secretText, this.#copyButton) });
    this.element = el('div', { class: 'secret-panel' }, isBare ? this.#box(key, true)
      : this.#content(key, replaced, rotated));
    this.#unmask(unmasked);
    if (once) {
      addEventListener('beforeunload', this.#warnBeforeLeaving);
    }
    addEventListener('pagehide', this.#forgetOnLeaving);
  }

  get stored() {
    return this.#secret === null || !this.#once || this.#stored.checked;
  }

  focus() {
    this.#copyButton.focus();
  }

  forget() {
    this.#secret = null;
    this.element.replaceChildren();
    this.#secretText.textContent = '';
    this.#lines.forEach(line => line.clear());
    removeEventListener('beforeunload', this.#warnBeforeLeaving);
    removeEventListener('pagehide', this.#forgetOnLeaving);
  }

  /**
   * @param {Key} key
   * @param {string[]} replaced
   * @param {SecretContext['rotated']} rotated
   */
  #content(key, replaced, rotated) {
    const language = this.#language;
    return [
      this.#once && notice('warning', el('p', {}, language.text('secretOnce'))),
      key.awaits?.includes('approval') && notice('info', el('p', { 'data-role': 'approval' }, language.text('approvalWaits'))),
      replaced.length > 0 && notice('warning', language.nodes('secretReplaced', { names: language.list(replaced) })),
      rotated && notice('warning', el('p', { 'data-role': 'rotated' }, this.#rotatedWords(rotated))),
      this.#box(key, false),
      this.#lines.map(line => this.#lineField(line)),
      this.#once && el('label', { class: 'check stored' }, this.#stored, el('span', {}, language.text('stored'))),
    ];
  }

  /**
   * @param {Key} key
   * @param {boolean} isBare
   */
  #box(key, isBare) {
    const language = this.#language;
    return el('div', { class: 'field' },
      !isBare && el('span', { class: 'label' }, language.nodes('secretLabel', { name: nameNode(key.name) })),
      el('div', { class: 'secret-box' }, this.#secretText, this.#maskButton),
      el('div', { class: 'copy-row' }, this.#copyButton, !isBare && this.#downloadButton(key)),
      this.#status,
      !isBare && el('span', { class: 'hint', 'data-role': 'expires' }, key.expiresAt === null
        ? language.text('secretNeverEnds')
        : language.nodes('secretEnds', { when: language.moment(key.expiresAt) })));
  }

  /** @param {{name: string, worksUntil: ?string}} rotated */
  #rotatedWords({ name, worksUntil }) {
    return worksUntil === null
      ? this.#language.nodes('secretRotated', { name: nameNode(name) })
      : this.#language.nodes('secretRotatedUntil', { name: nameNode(name), when: this.#language.moment(worksUntil) });
  }

  /** @param {Line} line */
  #lineField(line) {
    const copier = iconButton(`copy-${line.kind}`, this.#language.text(`copy_${line.kind}`), 'copy',
      () => this.#copy(line.text(this.#secret ?? ''), line.element, copier));
    return el('div', { class: 'field' },
      el('span', { class: 'label' }, this.#language.text(`line_${line.kind}`)),
      el('div', { class: 'secret-box command' }, line.element, copier));
  }

  /** @param {Key} key */
  #downloadButton(key) {
    const download = button('download', this.#language.text('download'), { iconName: 'download', onclick: () => {
      saveFile(`api-key-${key.id}.txt`, `${this.#secret}\n`);
      this.#confirm(download, 'downloaded', 'downloadedAnnouncement');
    } });
    return download;
  }

  /** @param {boolean} unmasked */
  #unmask(unmasked) {
    this.#unmasked = unmasked;
    const shown = unmasked && this.#secret !== null ? this.#secret : this.#masked;
    this.#secretText.textContent = shown;
    this.#lines.forEach(line => line.show(shown));
    const label = this.#language.text(unmasked ? 'hideSecret' : 'showSecret');
    this.#maskButton.setAttribute('aria-label', label);
    this.#maskButton.title = label;
    this.#maskButton.replaceChildren(icon(unmasked ? 'hide' : 'eye'));
  }

  /**
   * @param {string} text
   * @param {HTMLElement} textShown
   * @param {HTMLButtonElement} copier
   */
  async #copy(text, textShown, copier) {
    if (!await copyText(text, this.element)) {
      this.#unmask(true);
      getSelection()?.selectAllChildren(textShown);
      this.#tell('copyFailed', 'copy-status');
      return;
    }
    this.#confirm(copier, 'copied', 'copiedAnnouncement');
    if (this.#hidesAfterCopy) {
      this.#unmask(false);
      this.#tell('copiedAndHidden', 'copy-status');
    }
  }

  /**
   * The button itself says so to those who see it, a status to those who hear it.
   * @param {HTMLButtonElement} control
   * @param {string} text
   * @param {string} announcement
   */
  #confirm(control, text, announcement) {
    this.#tell(announcement, 'visually-hidden');
    if (control.dataset.was) {
      return;
    }
    const before = [...control.childNodes];
    const words = control.classList.contains('icon-button') ? [] : [el('span', {}, this.#language.text(text))];
    control.dataset.was = text;
    control.replaceChildren(icon('check'), ...words);
    setTimeout(() => {
      delete control.dataset.was;
      control.replaceChildren(...before);
    }, CONFIRMED_FOR_MS);
  }

  /**
   * @param {string} text
   * @param {string} looks
   */
  #tell(text, looks) {
    this.#status.className = looks;
    this.#status.textContent = this.#language.text(text);
  }
}

/** A line with the secret in it that can be copied. */
class Line {
  /**
   * @param {'command'|'env'} kind
   * @param {function(string): string} text of a secret
   */
  constructor(kind, text) {
    this.kind = kind;
    this.text = text;
    this.element = el('code', { 'data-role': kind, dir: 'ltr', tabindex: 0 });
  }

  /** @param {string} secret */
  show(secret) {
    this.element.textContent = this.text(secret);
  }

  clear() {
    this.element.textContent = '';
  }
}
