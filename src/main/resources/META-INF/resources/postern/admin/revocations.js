/** The dialog that revokes many keys at once, after the user typed that they mean it. */
import { el, nameNode, nodesOf, notice } from '../base/dom.js';
import { chosenIn, Field, segments } from '../base/fields.js';
import { LatestAnswer } from '../base/latest-answer.js';
import { Question } from '../base/question.js';
import { instantOf } from '../base/validity-rules.js';

const MOST_COUNTED = 200;
const COUNT_DELAY_MS = 300;

/**
 * Opens it.
 * @param {import('./types.js').AdminPage} page
 * @param {string} owner whose keys are meant, as far as that is known
 */
export function revokeMany(page, owner) {
  const { language, api } = page;
  const form = new ManyForm(page, owner);
  const question = new Question(page, {
    kind: 'revoke-many',
    title: language.text('revokeManyTitle'),
    content: form.content,
    confirm: { action: 'confirm-revoke-many', label: 'revokeMany', busy: 'revoking', kind: 'danger' },
    send: async asked => {
      const wanted = form.read();
      if (wanted === null) {
        return;
      }
      const { revoked } = 'owner' in wanted ? await api.revokeOwner(wanted.owner)
        : await api.revokeIssuedBefore(wanted.instant);
      const count = Array.isArray(revoked) ? revoked.length : revoked;
      page.done(language.text(count === 0 ? 'revokedNone' : 'revokedMany', { count: language.number(count) }));
      asked.close();
    },
  });
  form.onready = ready => { question.ready = ready; };
  form.update();
  form.focus();
}

class ManyForm {
  /** @type {import('./types.js').AdminPage} */
  #page;
  /** @type {Field} */
  #owner;
  /** @type {Field} */
  #instant;
  /** @type {HTMLInputElement} */
  #typed = el('input', { name: 'typed', autocomplete: 'off', dir: 'auto', spellcheck: 'false' });
  #count = el('p', { class: 'hint', role: 'status' });
  #instruction = el('p', { id: 'typed-instruction' });
  #answer = new LatestAnswer();

  /** Told whether what was typed is what has to be. @type {function(boolean): void} */
  onready = () => {};

  /**
   * @param {import('./types.js').AdminPage} page
   * @param {string} owner
   */
  constructor(page, owner) {
    this.#page = page;
    const { language } = page;
    this.#owner = new Field(language, el('input', { name: 'owner', maxlength: 255, autocomplete: 'off', dir: 'auto',
      spellcheck: 'false', value: owner }), { label: language.text('owner') });
    this.#instant = new Field(language, el('input', { name: 'instant', type: 'datetime-local' }),
      { label: language.text('issuedBefore'), hint: language.text('issuedBeforeHint') });
    const typed = new Field(language, this.#typed, { label: language.text('typedLabel') });
    typed.element.prepend(this.#instruction);
    this.#typed.setAttribute('aria-describedby', 'typed-instruction typed-error');
    this.content = el('div', { class: 'question', oninput: () => this.update() },
      el('fieldset', { class: 'field' }, el('legend', { class: 'label' }, language.text('which')),
        segments('which', [['owner', language.text('whichOwner')], ['instant', language.text('whichInstant')]], 'owner')),
      el('div', { 'data-for': 'owner' }, this.#owner.element),
      el('div', { 'data-for': 'instant' }, this.#instant.element),
      this.#count,
      notice('warning', language.text('revokeManyWarning')), typed.element);
  }

  focus() {
    this.#owner.control.focus();
  }

  /** Shows what has to be typed for what is chosen. */
  update() {
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.content.querySelectorAll('[data-for]'))) {
      part.hidden = part.dataset.for !== this.#chosen;
    }
    const { language } = this.#page;
    const word = this.#word();
    this.#instruction.replaceChildren(...nodesOf(word === null ? language.text('typedLater')
      : language.nodes('typedInstruction', { word: el('strong', {}, nameNode(word)) })));
    this.onready(word !== null && this.#typed.value.trim() === word);
    this.#showCount();
  }

  /** @returns {?({owner: string}|{instant: string})} null after saying what is missing */
  read() {
    if (this.#chosen === 'owner') {
      return { owner: this.#owner.value };
    }
    const instant = instantOf(this.#instant.value);
    this.#instant.wrong(instant === null ? this.#page.language.text('instantMissing') : '');
    return instant === null ? null : { instant };
  }

  get #chosen() {
    return chosenIn(this.content, 'which');
  }

  /** The text that has to be typed; null while nothing is chosen. */
  #word() {
    if (this.#chosen === 'owner') {
      return this.#owner.value || null;
    }
    return this.#instant.value === '' ? null : this.#page.language.text('confirmWord');
  }

  /** Says how many keys that is, for an owner; counting all keys before an instant is not on offer. */
  #showCount() {
    const { language, api } = this.#page;
    this.#answer.stop();
    const owner = this.#owner.value;
    const instant = instantOf(this.#instant.value);
    const isByInstant = this.#chosen === 'instant';
    this.#count.replaceChildren(...nodesOf(isByInstant && instant !== null
      && language.nodes('issuedBeforeMeans', { when: language.moment(instant) })));
    if (!isByInstant && owner !== '') {
      this.#answer.ask(COUNT_DELAY_MS, () => api.keys({ owner }, MOST_COUNTED).catch(() => null), page => this.#tellCount(page));
    }
  }

  /** @param {?{keys: import('../base/types.js').Key[], next: ?string}} page null if there was no answer */
  #tellCount(page) {
    if (page !== null) {
      const { language } = this.#page;
      const count = page.keys.filter(key => key.state !== 'revoked').length;
      this.#count.textContent = language.text(page.next ? 'ownerHasMore' : 'ownerHas', { count: language.number(count) });
    }
  }
}
