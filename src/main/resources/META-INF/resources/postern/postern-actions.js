/** What a person does with a key that exists: the questions before it and the calls. */
import { el, nameNode, notice } from './postern-dom.js';
import { NameFields } from './postern-form.js';
import { hoursIn } from './postern-language.js';
import { SecretStep } from './postern-once.js';
import { Question } from './postern-question.js';
import { SecretPanel } from './postern-secret.js';
import { ChosenValidity } from './postern-validity.js';

const OVERLAPS = ['PT0S', 'PT1H', 'P1D', 'P7D'];

/** Each answers a promise of whether something was changed. `page` is a {@link import('./postern-create.js').Page}. */
export class KeyActions {
  #page;

  constructor(page) {
    this.#page = page;
  }

  /** Asks before a key is deleted; whether it is gone. */
  async delete(key) {
    const { api, language } = this.#page;
    const rotated = el('div', {});
    // Who sees that the key has a successor means this one alone.
    let chain = key.supersededBy ? false : null;
    const send = async question => {
      try {
        // A key that is not there any more was deleted in another tab, which is what was wanted.
        await api.delete(key.id, chain).catch(ignoring(404));
      } catch (error) {
        if (error.code !== 'superseded') {
          throw error;
        }
        chain = true;
        rotated.replaceChildren(notice('warning', el('p', { 'data-role': 'rotated-meanwhile' },
          language.text('deleteChain'))));
        return;
      }
      deleted = true;
      question.close();
    };
    let deleted = false;
    const question = new Question(this.#page, { kind: 'delete', title: language.text('deleteTitle'),
      content: [el('p', {}, language.nodes('deleteText', { name: nameNode(key.name) })), rotated], send,
      confirm: { action: 'confirm-delete', label: 'delete', busy: 'deleting', kind: 'danger' } });
    question.focusCancel();
    await question.closed;
    return deleted;
  }

  /** Asks before all keys are deleted; answers how many are gone, or null. */
  async deleteAll(count) {
    const { api, language } = this.#page;
    let gone = null;
    const question = new Question(this.#page, { kind: 'delete-all', title: language.text('deleteAllTitle'),
      content: [el('p', {}, language.text('deleteAllText', { count: language.number(count) }))],
      send: async asked => {
        gone = (await api.deleteAll()).length;
        asked.close();
      },
      confirm: { action: 'confirm-delete-all', label: 'deleteAll', busy: 'deleting', kind: 'danger' } });
    question.focusCancel();
    await question.closed;
    return gone;
  }

  /** Changes what a key is called and when it ends; answers the changed key, or null. */
  async edit(key) {
    const { api, language, policy } = this.#page;
    const names = new NameFields(language, policy, { name: key.name, description: key.description ?? '' });
    const movesEnd = policy.validity.choice === 'free' && policy.expiryEdits !== 'never';
    const validity = movesEnd ? new ChosenValidity(policy.validity, language, api, { present: key }) : null;
    let changed = null;
    const question = new Question(this.#page, { kind: 'edit', title: language.text('editTitle'),
      content: [names.elements, validity?.element ?? notice('info', language.text('endIsFixed'))],
      send: async asked => {
        const change = readChange(key, names, validity);
        if (change === null) {
          return;
        }
        changed = Object.keys(change).length === 0 ? null : await api.edit(key.id, change);
        changed?.warnings?.length > 0
          ? asked.show(language.text('savedTitle'), ...changed.warnings.map(text => notice('warning', text)))
          : asked.close();
      },
      confirm: { action: 'save', label: 'save', busy: 'saving' } });
    names.focus();
    await question.closed;
    validity?.stop();
    return changed;
  }

  /** Gives a key another secret and shows it once; answers the successor, or null. */
  async rotate(key) {
    const { api, language, policy } = this.#page;
    const overlaps = el('fieldset', { class: 'field' },
      el('legend', { class: 'label' }, language.text('overlap')),
      el('div', { class: 'segments' }, overlapsUpTo(policy.maximumOverlap).map((overlap, i) =>
        el('label', {}, el('input', { type: 'radio', name: 'overlap', value: overlap, checked: i === 0 }),
          el('span', {}, hoursIn(overlap) === 0 ? language.text('overlapNone') : language.duration(overlap))))),
      el('span', { class: 'hint' }, language.text('overlapHint')));
    const canOverlap = hoursIn(policy.maximumOverlap) > 0;
    let successor = null;
    const question = new Question(this.#page, { kind: 'rotate', title: language.text('rotateTitle'),
      content: [el('p', {}, language.nodes(canOverlap ? 'rotateText' : 'rotateAtOnce', { name: nameNode(key.name) })),
        canOverlap && overlaps, policy.approval && notice('info', language.text('approvalText'))].filter(Boolean),
      send: async asked => {
        const overlap = overlaps.querySelector('[name="overlap"]:checked').value;
        const rotatedAt = Date.now();
        successor = await api.rotate(key.id, overlap);
        asked.goOn(dialog => new SecretStep(this.#page, dialog, successor, { title: 'rotatedTitle',
          rotated: { name: key.name, worksUntil: endOfOverlap(key, overlap, rotatedAt) }, carrier: policy.carriers[0] }));
        this.#page.changed('postern-changed', successor.id);
      },
      confirm: { action: 'confirm-rotate', label: 'rotate', busy: 'rotating' } });
    await question.closed;
    return successor;
  }

  /** Shows the secret of a key again. */
  async show(key) {
    const { api, apiUrl, language, policy } = this.#page;
    const question = new Question(this.#page, { kind: 'show', title: language.text('showTitle'),
      content: [el('p', {}, language.nodes('showText', { name: nameNode(key.name) }))],
      send: async asked => {
        const revealed = await api.reveal(key.id);
        const panel = new SecretPanel(revealed, { language, apiUrl, carrier: policy.carriers[0], once: false });
        panel.onforgotten = () => asked.discard();
        asked.goOn(() => ({ mayClose: true, forget: () => panel.forget() }));
        asked.show(language.text('showTitle'), panel.element);
        asked.closed.then(() => panel.forget());
        panel.focus();
      },
      confirm: { action: 'confirm-show', label: 'showKey', busy: 'loading' } });
    await question.closed;
    return false;
  }

  /** Asks before a key of the former way to sign in is taken over; answers the key, or null. */
  async confirm(key) {
    const { api, language } = this.#page;
    let confirmed = null;
    const question = new Question(this.#page, { kind: 'confirm', title: language.text('confirmTitle'),
      content: [el('p', {}, language.nodes('confirmText', { name: nameNode(key.name) }))],
      send: async asked => {
        confirmed = await api.confirm(key.id);
        asked.close();
      },
      confirm: { action: 'confirm-confirm', label: 'confirmKey', busy: 'saving' } });
    await question.closed;
    return confirmed;
  }
}

/** What is different now; null after saying what is missing. */
function readChange(key, names, validity) {
  const isNamed = names.check();
  const end = validity?.read() ?? (validity === null ? {} : null);
  if (!isNamed || end === null) {
    (isNamed ? validity : names).focus();
    return null;
  }
  const change = { ...end };
  if (names.name !== key.name) {
    change.name = names.name;
  }
  if (names.description !== (key.description ?? '')) {
    change.description = names.description === '' ? null : names.description;
  }
  return change;
}

function overlapsUpTo(maximum) {
  const most = hoursIn(maximum) ?? 0;
  const fitting = OVERLAPS.filter(overlap => hoursIn(overlap) <= most);
  return fitting.length > 1 || most === 0 ? fitting : [...fitting, maximum];
}

/** Until when the old secret works; null if it has stopped. */
function endOfOverlap(key, overlap, from) {
  const end = from + hoursIn(overlap) * 3_600_000;
  if (end === from) {
    return null;
  }
  return new Date(key.expiresAt === null ? end : Math.min(end, Date.parse(key.expiresAt))).toISOString();
}

function ignoring(status) {
  return error => {
    if (error.status !== status) {
      throw error;
    }
  };
}
