/** What is done with one key of somebody. */
import { button, el, hoursIn, icon, nameNode, notice } from './postern-base.js';
import { isEndless, serviceField } from './postern-admin-create.js';
import { field, keyNodes, MISSING, Question, tellWrong } from './postern-admin-dialog.js';
import { ValidityField } from './postern-admin-validity.js';

const OVERLAPS = ['PT1H', 'PT24H', 'P7D', 'P30D'];
const COPIED_SHOWN_MS = 2500;

/** Changes name, description, end and service mark; what surprises about it is shown before the dialog closes. */
export function editKey(page, key) {
  const { language, policy, api } = page;
  const name = el('input', { name: 'name', maxlength: 255, autocomplete: 'off', dir: 'auto', value: key.name });
  const description = el('textarea', { name: 'description', maxlength: 1000, rows: 2, dir: 'auto' }, key.description ?? '');
  const service = el('input', { type: 'checkbox', name: 'service', checked: key.service, 'aria-describedby': 'service-hint' });
  const validity = isEndless(policy.validity) ? null : new ValidityField(language, policy.validity, {
    unsaid: language.text('keepEnd'),
    unsaidText: key.expiresAt ? language.nodes('endsNow', { when: language.moment(key.expiresAt) })
      : [language.text('endsNever')] });
  const read = () => {
    const required = (policy.name?.required ?? true) && name.value.trim() === '';
    if (tellWrong(name, required ? language.text('nameMissing') : '')) {
      name.focus();
      throw MISSING;
    }
    const end = validity === null ? {} : validity.read();
    if (end === null) {
      throw MISSING;
    }
    return { ...(name.value.trim() !== key.name && { name: name.value.trim() }),
      ...(description.value.trim() !== (key.description ?? '') && { description: description.value.trim() || null }),
      ...end, ...(service.checked !== (key.service ?? false) && { service: service.checked }) };
  };
  const question = new Question(page, {
    kind: 'edit',
    title: language.text('editTitle'),
    content: [el('p', { class: 'muted' }, keyNodes(language, 'keyOfOwner', key)),
      field(language, name, { label: language.text('name') }),
      field(language, description, { label: language.text('description'), optional: true }),
      validity?.element, key.service !== undefined && serviceField(language, service)],
    confirm: { action: 'submit-edit', label: language.text('save'), busy: language.text('saving') },
    send: () => {
      const changes = read();
      return Object.keys(changes).length === 0 ? { ...key, warnings: [] } : api.edit(key.id, changes);
    },
    done: changed => {
      page.done(keyNodes(language, 'edited', changed));
      const warnings = changed.warnings ?? [];
      warnings.length === 0 ? question.close()
        : question.show(language.text('savedTitle'), ...warnings.map(text => notice('warning', text)));
    },
  });
  name.focus();
}

/** Makes a new secret for the same use. */
export function rotateKey(page, key) {
  const { language, policy, api } = page;
  const most = hoursIn(policy.maximumOverlap) ?? 0;
  const overlaps = OVERLAPS.filter(overlap => hoursIn(overlap) <= most);
  const words = overlap => hoursIn(overlap) < 24 ? language.amount(hoursIn(overlap), 'hour')
    : language.amount(hoursIn(overlap) / 24, 'day');
  const choices = [['', language.text('overlapNone')], ...overlaps.map(overlap => [overlap, words(overlap)])];
  const field = el('fieldset', { class: 'field' },
    el('legend', { class: 'label' }, language.text('overlap')),
    el('div', { class: 'segments' }, choices.map(([value, label]) => el('label', {},
      el('input', { type: 'radio', name: 'overlap', value, checked: value === '' }), el('span', {}, label)))));
  const question = new Question(page, {
    kind: 'rotate',
    title: language.text('rotateTitle'),
    content: [el('p', {}, keyNodes(language, 'rotateText', key)), overlaps.length > 0 && field],
    confirm: { action: 'submit-rotate', label: language.text('rotate'), busy: language.text('rotating') },
    send: () => api.rotate(key.id, field.querySelector(':checked').value || null),
    done: successor => {
      page.done(keyNodes(language, 'rotated', key));
      successor.key ? question.showSecret(language.text('secretTitle'), successor)
        : question.show(language.text('rotatedTitle'), notice('info', keyNodes(language, 'createdNoSecret', successor)));
    },
  });
  question.focusCancel();
}

/** Switches a key off, or on again. */
export function switchKey(page, key, active) {
  const { language, api } = page;
  return page.attempt(async () => {
    const changed = await api.edit(key.id, { active });
    const warnings = (changed.warnings ?? []).flatMap(text => [' ', text]);
    await page.done(keyNodes(language, active ? 'enabled' : 'disabled', key), warnings);
  });
}

/** Lets a key work that somebody else asked for. */
export function approveKey(page, key) {
  const { language, api } = page;
  const question = new Question(page, {
    kind: 'approve',
    title: language.text('approveTitle'),
    content: [el('p', {}, language.nodes('approveText',
      { name: nameNode(key.name), owner: nameNode(key.owner), by: nameNode(key.createdBy) }))],
    confirm: { action: 'submit-approve', label: language.text('approve'), busy: language.text('approving') },
    send: () => api.approve(key.id),
    done: () => {
      page.done(keyNodes(language, 'approved', key));
      question.close();
    },
  });
  question.focusCancel();
}

/** Ends a key for good. */
export function revokeKey(page, key) {
  const { language, api } = page;
  const rotated = el('div', {});
  // Who sees that the key has a successor means this one alone.
  let chain = key.supersededBy ? false : null;
  const question = new Question(page, {
    kind: 'delete',
    title: language.text('revokeTitle'),
    content: [el('p', {}, keyNodes(language, 'revokeText', key)), rotated],
    confirm: { action: 'confirm-revoke', label: language.text('revoke'), busy: language.text('revoking'), kind: 'danger' },
    // A key that is not there any more was revoked in another tab, which is what was wanted.
    send: () => api.revoke(key.id, chain).catch(error => {
      if (error.code === 'superseded') {
        chain = true;
        rotated.replaceChildren(notice('warning', el('p', { 'data-role': 'rotated-meanwhile' }, language.text('revokeChain'))));
        throw MISSING;
      }
      if (error.status !== 404) {
        throw error;
      }
    }),
    done: () => {
      page.done(keyNodes(language, 'revoked', key));
      question.close();
    },
  });
  question.focusCancel();
}

/** Shows a secret again, where the policy allows it; it is hidden again once it was copied. */
export function revealKey(page, key) {
  const { language, api } = page;
  const question = new Question(page, {
    kind: 'reveal',
    title: language.text('revealTitle'),
    content: [el('p', {}, keyNodes(language, 'revealText', key))],
    confirm: { action: 'submit-reveal', label: language.text('reveal'), busy: language.text('revealing') },
    send: () => api.reveal(key.id),
    done: answer => {
      const shown = new ShownSecret(language, answer.key);
      question.secretShown(shown);
      question.show(language.text('revealTitle'), shown.element);
      shown.focus();
      page.done();
    },
  });
  question.focusCancel();
}

/** A secret that can be shown again, hidden unless somebody looks at it now. */
class ShownSecret {
  #language;
  #secret;
  #text = el('code', { class: 'secret', 'data-role': 'secret', tabindex: 0, dir: 'ltr' });
  #eye = el('button', { type: 'button', class: 'icon-button', 'data-action': 'show-secret',
    onclick: () => this.#show(!this.#shown) });
  #copy;
  #status = el('span', { class: 'copy-status', role: 'status' });
  #shown = false;

  constructor(language, secret) {
    this.#language = language;
    this.#secret = secret;
    this.#copy = button('copy-secret', language.text('copySecret'), { kind: 'plain', iconName: 'copy',
      onclick: () => this.#copySecret() });
    this.element = el('div', { class: 'question' }, el('div', { class: 'secret-box' }, this.#text, this.#eye),
      el('div', { class: 'copy-row' }, this.#copy, this.#status));
    this.#show(true);
  }

  focus() {
    this.#copy.focus();
  }

  forget() {
    this.#secret = '';
    this.#text.textContent = '';
    this.element.replaceChildren();
  }

  #show(shown) {
    this.#shown = shown;
    this.#text.textContent = shown ? this.#secret : '•'.repeat(24);
    const label = this.#language.text(shown ? 'hideSecret' : 'showSecret');
    this.#eye.setAttribute('aria-label', label);
    this.#eye.title = label;
    this.#eye.replaceChildren(icon(shown ? 'hide' : 'eye'));
  }

  async #copySecret() {
    try {
      await navigator.clipboard.writeText(this.#secret);
      this.#show(false);
      this.#status.textContent = this.#language.text('copiedAndHidden');
      setTimeout(() => { this.#status.textContent = ''; }, COPIED_SHOWN_MS * 2);
    } catch {
      // No clipboard without HTTPS, or not allowed: people copy what is selected themselves.
      this.#show(true);
      getSelection().selectAllChildren(this.#text);
      this.#status.textContent = this.#language.text('copyYourself');
    }
  }
}
