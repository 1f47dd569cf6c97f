/** The part of a dialog that shows a secret: masked, to be copied or kept as a file, and gone afterwards. */
import { button, el, icon, iconButton, nameNode, notice } from './postern-dom.js';

const CONFIRMED_FOR_MS = 2500;
const FILE_KEPT_FOR_MS = 10_000;

/** Shows a key. It holds the only copy of the secret that the page has, until {@link SecretPanel#forget}. */
export class SecretPanel {
  #language;
  #secret;
  #masked;
  #lines;
  #revealed = false;
  #once;
  #stored;
  #secretText = el('code', { class: 'secret', part: 'secret', 'data-role': 'secret', dir: 'ltr', tabindex: 0 });
  #revealButton;
  #copyButton;
  #status = el('div', { role: 'status', class: 'visually-hidden' });
  #warnBeforeLeaving = event => event.preventDefault();
  #forgetOnLeaving = () => {
    this.forget();
    this.onforgotten();
  };

  /** Told whether the owner says that the key is stored. */
  onstored = () => {};

  /** Told when the page was left, and the secret with it. */
  onforgotten = () => {};

  /**
   * @param {object} key as the API answered it, with its secret
   * @param {object} context
   * @param {Language} context.language
   * @param {string[]} context.replaced names of keys that stopped working for this one
   * @param {?object} context.rotated the key that this one follows; its `expiresAt` says until when it still works
   * @param {string} context.carrier how a script sends a key, as the policy names it
   * @param {URL} context.apiUrl
   * @param {boolean} context.once false: it can be shown again, so nobody has to store it now
   */
  constructor(key, { language, replaced = [], rotated = null, carrier, apiUrl, once = true }) {
    this.#language = language;
    this.#secret = key.key;
    this.#masked = masked(key);
    this.#once = once;
    this.#stored = el('input', { type: 'checkbox', 'data-action': 'stored',
      onchange: () => this.onstored(this.#stored.checked) });
    this.#lines = [
      new Line('command', secret => curlCommand(carrier, secret, key.owner, new URL('self', apiUrl))),
      new Line('env', secret => environmentLine(key, secret)),
    ];
    this.#revealButton = iconButton('reveal', '', 'eye', () => this.#reveal(!this.#revealed));
    this.#copyButton = button('copy', language.text('copy'), { kind: 'primary', iconName: 'copy',
      onclick: () => this.#copy(this.#secret, this.#secretText, this.#copyButton) });
    this.element = el('div', { class: 'secret-panel' }, this.#content(key, replaced, rotated));
    this.#reveal(false);
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

  #content(key, replaced, rotated) {
    const language = this.#language;
    return [
      this.#once && notice('warning', el('p', {}, language.text('secretOnce'))),
      key.awaits?.includes('approval') && notice('info', el('p', { 'data-role': 'approval' }, language.text('approvalWaits'))),
      replaced.length > 0 && notice('warning', language.nodes('secretReplaced', { names: language.list(replaced) })),
      rotated && notice('warning', el('p', { 'data-role': 'rotated' }, this.#rotatedWords(rotated))),
      el('div', { class: 'field' },
        el('span', { class: 'label' }, language.nodes('secretLabel', { name: nameNode(key.name) })),
        el('div', { class: 'secret-box' }, this.#secretText, this.#revealButton),
        el('div', { class: 'copy-row' }, this.#copyButton, this.#downloadButton(key)),
        this.#status,
        el('span', { class: 'hint', 'data-role': 'expires' }, key.expiresAt === null
          ? language.text('secretNeverEnds')
          : language.nodes('secretEnds', { when: language.moment(key.expiresAt) }))),
      this.#lines.map(line => this.#lineField(line)),
      this.#once && el('label', { class: 'check stored' }, this.#stored, el('span', {}, language.text('stored'))),
    ];
  }

  #rotatedWords({ name, worksUntil }) {
    return worksUntil === null
      ? this.#language.nodes('secretRotated', { name: nameNode(name) })
      : this.#language.nodes('secretRotatedUntil', { name: nameNode(name), when: this.#language.moment(worksUntil) });
  }

  #lineField(line) {
    const copier = iconButton(`copy-${line.kind}`, this.#language.text(`copy_${line.kind}`), 'copy',
      () => this.#copy(line.text(this.#secret), line.element, copier));
    return el('div', { class: 'field' },
      el('span', { class: 'label' }, this.#language.text(`line_${line.kind}`)),
      el('div', { class: 'secret-box command' }, line.element, copier));
  }

  #downloadButton(key) {
    const download = button('download', this.#language.text('download'), { iconName: 'download', onclick: () => {
      saveFile(`api-key-${key.id}.txt`, `${this.#secret}\n`);
      this.#confirm(download, 'downloaded', 'downloadedAnnouncement');
    } });
    return download;
  }

  #reveal(revealed) {
    this.#revealed = revealed;
    const shown = revealed ? this.#secret : this.#masked;
    this.#secretText.textContent = shown;
    this.#lines.forEach(line => line.show(shown));
    const label = this.#language.text(revealed ? 'hide' : 'reveal');
    this.#revealButton.setAttribute('aria-label', label);
    this.#revealButton.title = label;
    this.#revealButton.replaceChildren(icon(revealed ? 'hide' : 'eye'));
  }

  async #copy(text, textShown, copier) {
    if (await copyText(text, this.element)) {
      this.#confirm(copier, 'copied', 'copiedAnnouncement');
    } else {
      this.#reveal(true);
      getSelection().selectAllChildren(textShown);
      this.#tell('copyFailed', 'copy-status');
    }
  }

  /** The button itself says so to those who see it, a status to those who hear it. */
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

  #tell(text, looks) {
    this.#status.className = looks;
    this.#status.textContent = this.#language.text(text);
  }
}

/** A line with the secret in it that can be copied. */
class Line {
  constructor(kind, text) {
    this.kind = kind;
    this.text = text;
    this.element = el('code', { 'data-role': kind, dir: 'ltr', tabindex: 0 });
  }

  show(secret) {
    this.element.textContent = this.text(secret);
  }

  clear() {
    this.element.textContent = '';
  }
}

/** The public part of a key, with dots for the rest. */
function masked({ key, id }) {
  const start = key.indexOf(id);
  return `${start < 0 ? '' : key.slice(0, start + id.length)}${'•'.repeat(24)}`;
}

/** @param {string} carrier `Authorization: Bearer`, `Authorization: Basic` or the name of a header */
function curlCommand(carrier, secret, owner, url) {
  if (carrier === 'Authorization: Basic') {
    return `curl -u ${quoted(`${owner}:${secret}`)} ${url}`;
  }
  return `curl -H ${quoted(carrier.includes(':') ? `${carrier} ${secret}` : `${carrier}: ${secret}`)} ${url}`;
}

/** `JOBS_API_KEY=jobs_…`, named after what the keys of this application start with. */
function environmentLine({ key }, secret) {
  const prefix = /^([a-z][a-z0-9]{1,11})_/.exec(key)?.[1];
  return `${prefix ? `${prefix.toUpperCase()}_` : ''}API_KEY=${/^[\w•-]+$/.test(secret) ? secret : quoted(secret)}`;
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function saveFile(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), FILE_KEPT_FOR_MS);
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
