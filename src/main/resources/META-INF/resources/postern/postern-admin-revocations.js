/** The dialog that revokes many keys at once, after somebody typed that they mean it. */
import { el, nameNode, notice } from './postern-base.js';
import { field, MISSING, Question, tellWrong } from './postern-admin-dialog.js';
import { number } from './postern-admin-texts.js';

const MOST_COUNTED = 200;
const COUNT_DELAY_MS = 300;

/**
 * Opens it.
 * @param {import('./postern-admin-dialog.js').Page} page
 * @param {string} owner whose keys are meant, as far as that is known
 */
export function revokeMany(page, owner) {
  const { language, api } = page;
  const form = new ManyForm(page, owner);
  const question = new Question(page, {
    kind: 'revoke-many',
    title: language.text('revokeManyTitle'),
    content: form.content,
    confirm: { action: 'confirm-revoke-many', label: language.text('revokeMany'), busy: language.text('revoking'),
      kind: 'danger' },
    send: () => {
      const wanted = form.read();
      return wanted.owner !== undefined ? api.revokeOwner(wanted.owner) : api.revokeIssuedBefore(wanted.instant);
    },
    done: answer => {
      const count = Array.isArray(answer.revoked) ? answer.revoked.length : answer.revoked;
      page.done(language.text(count === 0 ? 'revokedNone' : 'revokedMany', { count: number(language, count) }));
      question.close();
    },
  });
  form.onready = ready => { question.ready = ready; };
  form.update();
  form.focus();
}

class ManyForm {
  #page;
  #owner;
  #instant;
  #typed;
  #of;
  #count = el('p', { class: 'hint', role: 'status' });
  #instruction = el('p', { id: 'typed-instruction' });
  #timer = null;
  #turn = 0;

  onready = () => {};

  constructor(page, owner) {
    this.#page = page;
    const { language } = page;
    this.#owner = el('input', { name: 'owner', maxlength: 255, autocomplete: 'off', dir: 'auto', spellcheck: 'false',
      value: owner });
    this.#instant = el('input', { name: 'instant', type: 'datetime-local' });
    this.#typed = el('input', { name: 'typed', autocomplete: 'off', dir: 'auto', spellcheck: 'false' });
    const radio = (value, words) => el('label', {}, el('input', { type: 'radio', name: 'which', value,
      checked: value === 'owner' }), el('span', {}, language.text(words)));
    const typed = field(language, this.#typed, { label: language.text('typedLabel') });
    typed.prepend(this.#instruction);
    this.#typed.setAttribute('aria-describedby', 'typed-instruction typed-error');
    this.#of = el('div', { class: 'question', oninput: () => this.update() },
      el('fieldset', { class: 'field' }, el('legend', { class: 'label' }, language.text('which')),
        el('div', { class: 'segments' }, radio('owner', 'whichOwner'), radio('instant', 'whichInstant'))),
      el('div', { 'data-for': 'owner' }, field(language, this.#owner, { label: language.text('owner') })),
      el('div', { 'data-for': 'instant' }, field(language, this.#instant,
        { label: language.text('issuedBefore'), hint: language.text('issuedBeforeHint') })),
      this.#count,
      notice('warning', language.text('revokeManyWarning')), typed);
    this.content = [this.#of];
  }

  focus() {
    this.#owner.focus();
  }

  /** Shows what has to be typed for what is chosen. */
  update() {
    const chosen = this.#chosen();
    for (const part of this.#of.querySelectorAll('[data-for]')) {
      part.hidden = part.dataset.for !== chosen;
    }
    const { language } = this.#page;
    const word = this.#word();
    this.#instruction.replaceChildren(...(word === null ? [language.text('typedLater')]
      : language.nodes('typedInstruction', { word: el('strong', {}, nameNode(word)) })));
    this.onready(word !== null && this.#typed.value.trim() === word);
    this.#tellCount(chosen);
  }

  read() {
    if (this.#chosen() === 'owner') {
      return { owner: this.#owner.value.trim() };
    }
    const instant = new Date(this.#instant.value);
    if (tellWrong(this.#instant, Number.isNaN(instant.getTime()) ? this.#page.language.text('instantMissing') : '')) {
      throw MISSING;
    }
    return { instant: instant.toISOString() };
  }

  #chosen() {
    return this.#of.querySelector('[name="which"]:checked').value;
  }

  /** What has to be typed; null while it is not said what is meant. */
  #word() {
    if (this.#chosen() === 'owner') {
      return this.#owner.value.trim() || null;
    }
    return this.#instant.value === '' ? null : this.#page.language.text('confirmWord');
  }

  /** Says how many keys that is, for an owner; counting all keys before an instant is not on offer. */
  #tellCount(chosen) {
    const { language, api } = this.#page;
    const turn = ++this.#turn;
    clearTimeout(this.#timer);
    const owner = this.#owner.value.trim();
    const instant = new Date(this.#instant.value);
    if (chosen === 'instant') {
      this.#count.replaceChildren(...(Number.isNaN(instant.getTime()) ? []
        : language.nodes('issuedBeforeMeans', { when: language.moment(instant.toISOString()) })));
      return;
    }
    this.#count.replaceChildren();
    if (owner !== '') {
      this.#timer = setTimeout(async () => {
        const page = await api.keys({ owner }, MOST_COUNTED).catch(() => null);
        if (page !== null && turn === this.#turn) {
          const count = page.keys.filter(key => key.state !== 'revoked').length;
          this.#count.textContent = language.text(page.next ? 'ownerHasMore' : 'ownerHas', { count: number(language, count) });
        }
      }, COUNT_DELAY_MS);
    }
  }
}
