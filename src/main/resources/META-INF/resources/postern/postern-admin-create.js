/** The dialog that makes a key for somebody. */
import { el, nameNode, newIdempotencyKey, notice } from './postern-base.js';
import { keepDraft, takeDraft } from './postern-admin-draft.js';
import { field, keyNodes, MISSING, Question, tellWrong } from './postern-admin-dialog.js';
import { OwnerLine } from './postern-admin-owner.js';
import { ValidityField } from './postern-admin-validity.js';

/**
 * Opens it.
 * @param {import('./postern-admin-dialog.js').Page} page
 * @param {string} owner whom it is for, as far as that is known
 * @param {object} draft values by the names of the controls, as somebody left them behind
 */
export function createForSomebody(page, owner, draft = {}) {
  const { language, policy, api } = page;
  const form = new CreateForm(page, { owner, ...draft });
  const idempotencyKey = newIdempotencyKey();
  const question = new Question(page, {
    kind: 'admin-create',
    title: language.text('createTitle'),
    content: form.content,
    confirm: { action: 'submit-create', label: language.text('submitCreate'), busy: language.text('creating') },
    send: () => {
      const wanted = form.read();
      if (wanted === null) {
        throw MISSING;
      }
      return api.create(wanted.owner, wanted.key, idempotencyKey);
    },
    done: key => created(page, question, key),
    leave: () => keepDraft(policy.owner, form.draft()),
  });
  form.focus();
}

/** Goes on with a key that was begun before its administrator went to sign in again. */
export function resumeCreation(page) {
  const draft = takeDraft(page.policy.owner);
  if (draft !== null) {
    createForSomebody(page, '', draft);
  }
}

function created(page, question, key) {
  const { language } = page;
  const waits = key.awaits?.includes('approval');
  page.done(language.nodes(waits ? 'createdWaits' : 'created', { name: nameNode(key.name), owner: nameNode(key.owner) }));
  if (key.key) {
    question.showSecret(language.text('secretTitle'), key);
  } else {
    question.show(language.text('createdTitle'), notice('info', el('p', {}, keyNodes(language, 'createdNoSecret', key)),
      waits && el('p', {}, language.text('createdWaitsText'))));
  }
}

/** Owner, name, description, validity, limits, and what the owner's sign-in is where no directory says it. */
class CreateForm {
  #language;
  #nameRequired;
  #owner;
  #ownerLine;
  #name;
  #description;
  #validity;
  #networks;
  #service;

  constructor(page, draft) {
    const { language, policy } = page;
    this.#language = language;
    this.#nameRequired = policy.name?.required ?? true;
    const text = (name, attributes) => el('input', { name, maxlength: 255, autocomplete: 'off', dir: 'auto',
      spellcheck: 'false', ...attributes });
    this.#owner = text('owner', { required: true, value: draft.owner });
    this.#ownerLine = new OwnerLine(page, this.#owner);
    this.#name = text('name', { required: this.#nameRequired, value: draft.name });
    this.#description = el('textarea', { name: 'description', maxlength: 1000, rows: 2, dir: 'auto' }, draft.description ?? '');
    this.#networks = el('textarea', { name: 'networks', rows: 2, dir: 'ltr', spellcheck: 'false' }, draft.networks ?? '');
    this.#service = el('input', { type: 'checkbox', name: 'service', 'aria-describedby': 'service-hint' });
    this.#validity = isEndless(policy.validity) ? new NoValidity(language, policy.validity)
      : new ValidityField(language, policy.validity, { unsaid: language.text('byTheRules'),
        unsaidText: [language.text('byTheRulesText')] });
    this.content = this.#build(policy);
  }

  focus() {
    this.#ownerLine.look();
    (this.#owner.value === '' ? this.#owner : this.#name).focus();
  }

  /** What was typed, for later. What is ticked is ticked again by who comes back. */
  draft() {
    return { owner: this.#owner.value, name: this.#name.value, description: this.#description.value,
      networks: this.#networks.value };
  }

  /** Owner and body of the call, or null after saying what is missing. */
  read() {
    const language = this.#language;
    const owner = this.#owner.value.trim();
    const name = this.#name.value.trim();
    const missing = [[this.#owner, owner === '' && language.text('ownerMissing')],
      [this.#name, name === '' && this.#nameRequired && language.text('nameMissing')]]
      .filter(([control, text]) => tellWrong(control, text || ''));
    const validity = this.#validity.read();
    missing[0]?.[0].focus();
    if (missing.length > 0 || validity === null) {
      return null;
    }
    return { owner, key: { ...(name && { name }), ...validity, ...this.#optional() } };
  }

  #optional() {
    const form = this.#owner.form;
    const description = this.#description.value.trim();
    const scopes = [...form.querySelectorAll('[name="scopes"]:checked')].map(box => box.value);
    const networks = this.#networks.value.split(/[\s,;]+/).filter(network => network !== '');
    const loginSource = form.querySelector('[name="loginSource"]:checked').value;
    return { ...(description && { description }), ...(scopes.length > 0 && { scopes }),
      ...(networks.length > 0 && { networks }), ...(this.#service.checked && { service: true }),
      ...(loginSource && { loginSource }) };
  }

  #build(policy) {
    const language = this.#language;
    const choices = [['', 'loginUnsaid'], ['local', 'loginLocal'], ['saml', 'loginSaml']];
    return [
      field(language, this.#owner, { label: language.text('owner'), hint: language.text('ownerHint') }),
      this.#ownerLine.element,
      field(language, this.#name, { label: language.text('name'), hint: language.text('nameHint'),
        optional: !this.#nameRequired }),
      field(language, this.#description, { label: language.text('description'), optional: true }),
      this.#validity.element,
      policy.scopes.length > 0 && el('fieldset', { class: 'field' },
        el('legend', { class: 'label' }, language.text('scopes')),
        policy.scopes.map(({ name }) => el('label', { class: 'check' },
          el('input', { type: 'checkbox', name: 'scopes', value: name }), nameNode(name))),
        el('span', { class: 'hint' }, language.text('scopesHint'))),
      el('details', { class: 'more' }, el('summary', {}, language.text('moreOptions')),
        el('div', { class: 'question' },
          field(language, this.#networks, { label: language.text('networks'), hint: language.text('networksHint'),
            optional: true }),
          el('fieldset', { class: 'field' },
            el('legend', { class: 'label' }, language.text('loginOfOwner')),
            el('div', { class: 'segments' }, choices.map(([value, words]) => el('label', {},
              el('input', { type: 'radio', name: 'loginSource', value, checked: value === '' }),
              el('span', {}, language.text(words))))),
            el('span', { class: 'hint' }, language.text('loginOfOwnerHint'))),
          serviceField(language, this.#service))),
    ];
  }
}

/** Marks a key as that of a service. */
export function serviceField(language, checkbox) {
  return el('div', { class: 'field' },
    el('label', { class: 'check' }, checkbox, el('span', {}, language.text('service'))),
    el('span', { id: 'service-hint', class: 'hint' }, language.text('serviceHint')));
}

/** Whether no key ends here, whoever it is for. */
export function isEndless(rules) {
  return rules.choice === 'fixed' && !rules.required && rules.maximum === null;
}

/** Nothing to choose. */
class NoValidity {
  constructor(language, { reason }) {
    this.element = el('div', { class: 'field' }, el('span', { class: 'label' }, language.text('validity')),
      notice('info', reason));
  }

  read() {
    return {};
  }
}
