/** The part of a dialog that shows a secret once: masked, to be copied, and gone afterwards. */
import { button, el, icon, nameNode, notice } from './postern-base.js';

const COPIED_SHOWN_MS = 2500;

/** Shows a key once. It holds the only copy of the secret that the page has, until {@link SecretPanel#forget}. */
export class SecretPanel {
  #language;
  #secret;
  #masked;
  #command;
  #revealed = false;
  #stored;
  #secretText = el('code', { class: 'secret', part: 'secret', 'data-role': 'secret', tabindex: 0 });
  #commandText = el('code', { 'data-role': 'command', tabindex: 0 });
  #revealButton;
  #copyButton;
  #status = el('div', { role: 'status' });
  #warnBeforeLeaving = event => event.preventDefault();
  #forgetOnLeaving = () => this.forget();

  /** Told whether the owner says that the key is stored. */
  onstored = () => {};

  /**
   * @param {object} key as the API answered it, with its secret
   * @param {{language: Language, replaced: string[], carrier: string, apiUrl: URL}} context `replaced` are the names
   *     of keys that stopped working for this one
   */
  constructor(key, { language, replaced, carrier, apiUrl }) {
    this.#language = language;
    this.#secret = key.key;
    this.#masked = masked(key);
    this.#command = secret => curlCommand(carrier, secret, new URL('self', apiUrl));
    this.#stored = el('input', { type: 'checkbox', 'data-action': 'stored',
      onchange: () => this.onstored(this.#stored.checked) });
    this.#revealButton = el('button', { type: 'button', class: 'icon-button', 'data-action': 'reveal',
      onclick: () => this.#reveal(!this.#revealed) });
    this.#copyButton = this.#copier('copy', 'copy', 'primary', () => this.#secret, this.#secretText);
    this.element = el('div', { class: 'secret-panel' }, this.#content(key, replaced));
    this.#reveal(false);
    addEventListener('beforeunload', this.#warnBeforeLeaving);
    addEventListener('pagehide', this.#forgetOnLeaving);
  }

  get stored() {
    return this.#secret === null || this.#stored.checked;
  }

  focus() {
    this.#copyButton.focus();
  }

  forget() {
    this.#secret = null;
    this.element.replaceChildren();
    this.#secretText.textContent = '';
    this.#commandText.textContent = '';
    removeEventListener('beforeunload', this.#warnBeforeLeaving);
    removeEventListener('pagehide', this.#forgetOnLeaving);
  }

  #content(key, replaced) {
    const language = this.#language;
    return [
      notice('warning', language.text('secretOnce')),
      replaced.length > 0 && notice('warning', language.nodes('secretReplaced', { names: language.list(replaced) })),
      el('div', { class: 'field' },
        el('span', { class: 'label' }, language.nodes('secretLabel', { name: nameNode(key.name) })),
        el('div', { class: 'secret-box' }, this.#secretText, this.#revealButton),
        el('div', { class: 'copy-row' }, this.#copyButton, this.#status),
        el('span', { class: 'hint', 'data-role': 'expires' }, key.expiresAt === null
          ? language.text('secretNeverEnds')
          : language.nodes('secretEnds', { when: language.moment(key.expiresAt) }))),
      el('div', { class: 'field' },
        el('span', { class: 'label' }, language.text('tryIt')),
        el('div', { class: 'secret-box command' }, this.#commandText),
        el('div', { class: 'copy-row' }, this.#copier(
          'copy-command', 'copyCommand', 'plain', () => this.#command(this.#secret), this.#commandText))),
      el('label', { class: 'check stored' }, this.#stored, el('span', {}, language.text('stored'))),
    ];
  }

  #reveal(revealed) {
    this.#revealed = revealed;
    const shown = revealed ? this.#secret : this.#masked;
    this.#secretText.textContent = shown;
    this.#commandText.textContent = this.#command(shown);
    const label = this.#language.text(revealed ? 'hide' : 'reveal');
    this.#revealButton.setAttribute('aria-label', label);
    this.#revealButton.title = label;
    this.#revealButton.replaceChildren(icon(revealed ? 'hide' : 'eye'));
  }

  #copier(action, label, kind, value, textShown) {
    const copier = button(action, this.#language.text(label), { kind, iconName: 'copy', onclick: async () => {
      if (await copyText(value(), this.element)) {
        this.#confirmCopy(copier, label);
      } else {
        this.#reveal(true);
        getSelection().selectAllChildren(textShown);
        this.#tell('copyFailed', 'copy-status');
      }
    } });
    return copier;
  }

  #confirmCopy(copier, label) {
    const show = (iconName, text) => copier.replaceChildren(icon(iconName), el('span', {}, this.#language.text(text)));
    // The button itself says so to those who see it.
    this.#tell('copiedAnnouncement', 'visually-hidden');
    show('check', 'copied');
    setTimeout(() => {
      show('copy', label);
    }, COPIED_SHOWN_MS);
  }

  #tell(text, looks) {
    this.#status.className = looks;
    this.#status.textContent = this.#language.text(text);
  }
}

/** The public part of a key, with dots for the rest. */
function masked({ key, id }) {
  const start = key.indexOf(id);
  return `${start < 0 ? '' : key.slice(0, start + id.length)}${'•'.repeat(24)}`;
}

/** @param {string} carrier `Authorization: Bearer` or the name of a header */
function curlCommand(carrier, secret, url) {
  const header = carrier.includes(':') ? `${carrier} ${secret}` : `${carrier}: ${secret}`;
  return `curl -H '${header.replaceAll("'", "'\\''")}' ${url}`;
}

/** Whether `text` is on the clipboard now. `inside` is in the open dialog: beyond it nothing can be selected. */
async function copyText(text, inside) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard without HTTPS, or not allowed: the old way through a selection.
    const carrier = el('textarea', { class: 'visually-hidden', readonly: true }, text);
    const focused = inside.getRootNode().activeElement;
    inside.append(carrier);
    carrier.select();
    const copied = document.execCommand('copy');
    carrier.remove();
    focused?.focus();
    return copied;
  }
}
