/** The dialog that makes a key: what the policy lets this login choose, then the secret, once. */
import { ApiError, button, el, fillDialog, hoursIn, nameNode, newIdempotencyKey, notice, openDialog }
  from './postern-base.js';
import { SecretPanel } from './postern-secret.js';

const PRESET_DAYS = [7, 30, 60, 90];
const HOURS_IN = { days: 24, hours: 1 };
const CUSTOM_LABELS = { days: 'customDays', hours: 'customHours' };
const PREVIEW_DELAY_MS = 200;
const OBSTACLES = ['expired-key-exists', 'too-many-keys'];

/**
 * What the dialog borrows from the element that opens it.
 * @typedef {object} Page
 * @property {ShadowRoot|Element} root where the dialog goes
 * @property {import('./postern-base.js').KeyApi} api
 * @property {import('./postern-base.js').Language} language
 * @property {URL} apiUrl
 * @property {function(string)} created told the id of the new key
 * @property {function(object): Promise<boolean>} deleteKey asks and deletes; whether the key is gone
 * @property {function(string)} showDetails
 */

/** One opening of the dialog. */
export class CreateDialog {
  #page;
  #dialog;
  #idempotencyKey = newIdempotencyKey();
  #draft = {};
  #form = null;
  #secret = null;
  #pending = false;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
    this.#dialog = openDialog(page.root, {
      kind: 'create',
      mayClose: () => !this.#pending && (this.#secret?.stored ?? true),
      onclose: () => this.#form?.stop(),
    });
    this.#load();
  }

  get open() {
    return this.#dialog.isConnected;
  }

  /** Takes the dialog away at once and forgets the secret, stored or not. */
  discard() {
    this.#secret?.forget();
    this.#dialog.remove();
  }

  async #load() {
    const { api, language } = this.#page;
    const loading = el('p', { class: 'muted', role: 'status' }, language.text('loading'));
    this.#fill('createTitle', [loading], [this.#cancel()]);
    const answers = await Promise.all([api.policy(), api.keys()]).catch(error => error);
    if (answers instanceof ApiError) {
      const retry = button('retry', language.text('retry'), { kind: 'primary', onclick: () => this.#load() });
      this.#fill('createTitle', [notice('error', language.error(answers))], [this.#cancel(), retry]);
      retry.focus();
      return;
    }
    const [policy, keys] = answers;
    const keysById = new Map(keys.map(key => [key.id, key]));
    policy.mayCreate ? this.#showForm(policy, keysById) : this.#showObstacle(policy, keysById);
  }

  #showObstacle(policy, keys) {
    const { language } = this.#page;
    const blocking = policy.blockingKeys.map(id => keys.get(id) ?? { id, name: id });
    const content = [notice('warning', policy.reason)];
    if (blocking.length > 0) {
      content.push(el('p', {}, language.text('blockedText')),
        el('ul', { class: 'blocking' }, blocking.map(key => this.#blockingKey(key))));
    }
    this.#fill('blockedTitle', content, [this.#cancel()]);
  }

  #blockingKey(key) {
    const { language, deleteKey, showDetails } = this.#page;
    const details = () => {
      this.#dialog.close();
      showDetails(key.id);
    };
    const remove = async () => {
      if (await deleteKey(key)) {
        this.#load();
      }
    };
    return el('li', { 'data-key': key.id }, nameNode(key.name),
      button('details', language.text('details'),
        { kind: 'quiet', 'aria-label': language.text('detailsOf', key), onclick: details }),
      button('delete', language.text('delete'),
        { kind: 'danger-quiet', 'aria-label': language.text('deleteNamed', key), onclick: remove }));
  }

  #showForm(policy, keys) {
    const { language, api } = this.#page;
    const replaced = policy.replacingKeys.map(id => keys.get(id)?.name ?? id);
    this.#form?.stop();
    this.#form = new CreateForm(policy, { language, api, draft: this.#draft, replaced });
    this.#form.element.addEventListener('submit', event => {
      event.preventDefault();
      this.#submit(policy, keys);
    });
    const submit = button('submit-create', language.text('submitCreate'),
      { kind: 'primary', type: 'submit', form: 'form' });
    this.#fill('createTitle', [this.#form.element], [this.#cancel(), submit]);
    this.#form.focus();
  }

  async #submit(policy, keys) {
    const newKey = this.#pending ? null : this.#form.read();
    if (newKey === null) {
      return;
    }
    this.#draft = newKey;
    this.#setPending(true);
    try {
      const key = await this.#page.api.create(newKey, this.#idempotencyKey);
      this.#form.stop();
      this.#page.created(key.id);
      if (key.key) {
        const replaced = (key.replaced ?? []).map(id => keys.get(id)?.name ?? id);
        this.#showSecret(key, replaced, policy.carriers[0]);
      } else {
        this.#showReplay(key);
      }
    } catch (error) {
      // The rules were checked when the form opened; another tab may have changed what they say now.
      OBSTACLES.includes(error.code) ? this.#load() : this.#form.showError(error);
    } finally {
      this.#setPending(false);
    }
  }

  #setPending(pending) {
    this.#pending = pending;
    for (const control of this.#dialog.querySelectorAll('[data-action="submit-create"], [data-action="cancel"]')) {
      control.disabled = pending;
      if (control.dataset.action === 'submit-create') {
        control.lastChild.textContent = this.#page.language.text(pending ? 'creating' : 'submitCreate');
      }
    }
  }

  #showSecret(key, replaced, carrier) {
    const { language, apiUrl } = this.#page;
    this.#secret = new SecretPanel(key, { language, replaced, carrier, apiUrl });
    const close = button('close-secret', language.text('close'), { kind: 'primary', disabled: true, onclick: () => {
      this.#secret.forget();
      this.#dialog.close();
    } });
    this.#secret.onstored = stored => { close.disabled = !stored; };
    this.#dialog.dataset.dialog = 'secret';
    this.#fill('secretTitle', [this.#secret.element], [close]);
    this.#secret.focus();
  }

  #showReplay(key) {
    const { language, deleteKey } = this.#page;
    const close = button('cancel', language.text('close'), { onclick: () => this.#dialog.close() });
    const remove = button('delete', language.text('delete'), { kind: 'danger', onclick: async () => {
      if (await deleteKey(key)) {
        this.#dialog.close();
      }
    } });
    this.#fill('replayTitle', [notice('warning', language.nodes('replayText', { name: nameNode(key.name) }))],
      [close, remove]);
    close.focus();
  }

  #cancel() {
    return button('cancel', this.#page.language.text('cancel'), { onclick: () => this.#dialog.close() });
  }

  #fill(title, content, buttons) {
    fillDialog(this.#dialog, this.#page.language.text(title), content, buttons);
  }
}

/** Name, description, validity and scopes, as far as the policy leaves them to the owner. */
class CreateForm {
  #language;
  #name;
  #nameRequired;
  #description;
  #validity;
  #errors = el('div', {});

  constructor(policy, { language, api, draft, replaced }) {
    this.#language = language;
    this.#nameRequired = policy.name?.required ?? true;
    this.#name = el('input', { name: 'name', maxlength: 255, autocomplete: 'off', required: this.#nameRequired, dir: 'auto',
      value: draft.name, 'aria-describedby': 'name-hint name-error' });
    this.#description = el('textarea', { name: 'description', maxlength: 1000, rows: 2, dir: 'auto' },
      draft.description);
    this.#validity = policy.validity.choice === 'fixed'
      ? new FixedValidity(policy.validity, language)
      : new ChosenValidity(policy.validity, language, api);
    this.element = el('form', { id: 'form', novalidate: true },
      el('p', { class: 'muted' }, language.nodes('createFor', { owner: nameNode(policy.owner) })),
      replaced.length > 0 && notice('warning', language.nodes('replacing', { names: language.list(replaced) })),
      this.#nameField(),
      el('label', { class: 'field' },
        el('span', { class: 'label' }, language.text('description'), ' ',
          el('span', { class: 'muted' }, `(${language.text('optional')})`)),
        this.#description),
      this.#validity.element,
      policy.scopes.length > 0 && this.#scopesField(policy.scopes, draft.scopes ?? []),
      this.#errors);
  }

  focus() {
    this.#name.focus();
  }

  stop() {
    this.#validity.stop();
  }

  /** The body of `POST keys`, or null after saying what is missing. */
  read() {
    this.#errors.replaceChildren();
    const name = this.#name.value.trim();
    const missing = name === '' && this.#nameRequired;
    this.#nameError(missing ? this.#language.text('nameMissing') : '');
    const validity = this.#validity.read();
    if (missing || validity === null) {
      (missing ? this.#name : this.#validity).focus();
      return null;
    }
    const scopes = [...this.element.querySelectorAll('[name="scopes"]:checked')].map(box => box.value);
    const description = this.#description.value.trim();
    return { ...(name && { name }), ...(description && { description }), ...validity, ...(scopes.length > 0 && { scopes }) };
  }

  showError(error) {
    const text = this.#language.error(error);
    if (error.code === 'invalid-name' || error.code === 'name-taken') {
      this.#nameError(text);
      this.#name.focus();
    } else {
      this.#errors.replaceChildren(notice('error', text));
      this.#errors.scrollIntoView({ block: 'nearest' });
    }
  }

  #nameField() {
    return el('div', { class: 'field' },
      el('label', {}, el('span', { class: 'label' }, this.#language.text('name'), !this.#nameRequired && ' ',
        !this.#nameRequired && el('span', { class: 'muted' }, `(${this.#language.text('optional')})`)), this.#name),
      el('span', { id: 'name-hint', class: 'hint' }, this.#language.text('nameHint')),
      el('span', { id: 'name-error', class: 'field-error', role: 'alert' }));
  }

  #nameError(text) {
    this.element.querySelector('#name-error').textContent = text;
    this.#name.setAttribute('aria-invalid', String(text !== ''));
  }

  #scopesField(scopes, chosen) {
    return el('fieldset', { class: 'field' },
      el('legend', { class: 'label' }, this.#language.text('scopes')),
      scopes.map(({ name }) => el('label', { class: 'check' },
        el('input', { type: 'checkbox', name: 'scopes', value: name, checked: chosen.includes(name) }),
        nameNode(name))),
      el('span', { class: 'hint' }, this.#language.text('scopesHint')));
  }
}

/** The login decides when the key ends; there is nothing to choose. */
class FixedValidity {
  constructor({ reason, fixedExpiresAt }, language) {
    this.element = el('div', { class: 'field', role: 'group', 'aria-labelledby': 'validity-label' },
      el('span', { id: 'validity-label', class: 'label' }, language.text('expires')),
      notice('info', reason && el('p', {}, reason), fixedExpiresAt && el('p', { 'data-role': 'expires-preview' },
        language.nodes('previewEnds', { when: language.moment(fixedExpiresAt) }))));
  }

  read() {
    return {};
  }

  focus() {}

  stop() {}
}

/** The owner chooses; the server computes the end, which is shown before the key is made. */
class ChosenValidity {
  #rules;
  #language;
  #api;
  #most;
  #turn = 0;
  #timer = null;
  #custom;
  #customField;
  #preview;

  constructor(rules, language, api) {
    this.#rules = rules;
    this.#language = language;
    this.#api = api;
    this.#most = rules.maximum === null ? null : Math.floor(hoursIn(rules.maximum) / HOURS_IN[rules.unit]);
    this.#custom = el('input', { name: 'custom', type: 'number', inputmode: 'numeric', min: 1, max: this.#most, step: 1,
      'aria-label': language.text(CUSTOM_LABELS[rules.unit]), 'aria-describedby': 'custom-hint' });
    this.#customField = this.#buildCustomField();
    this.#preview = el('div', { class: 'preview', 'data-role': 'expires-preview', 'aria-live': 'polite' });
    this.element = el('fieldset', { class: 'field', oninput: () => this.#update() },
      el('legend', { class: 'label' }, language.text('expiration')),
      el('div', { class: 'segments' }, this.#choices().map(choice => this.#segment(choice))),
      this.#customField, this.#preview);
    this.#preselect();
    this.#update(0);
  }

  focus() {
    (this.#chosen() === 'custom' ? this.#custom : this.element.querySelector('[name="days"]')).focus();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#turn++;
  }

  /** The members of `POST keys` that say how long; null while nothing valid is chosen. */
  read() {
    if (this.#chosen() === 'never') {
      return {};
    }
    const validFor = this.#validFor();
    return validFor === null ? null : { validFor };
  }

  #choices() {
    const most = this.#rules.maximum === null ? Infinity : hoursIn(this.#rules.maximum);
    const presets = PRESET_DAYS.filter(days => days * 24 <= most).map(String);
    return [...presets, 'custom', ...(this.#rules.required ? [] : ['never'])];
  }

  #segment(choice) {
    const words = { custom: this.#language.text('custom'), never: this.#language.text('neverExpires') };
    return el('label', {}, el('input', { type: 'radio', name: 'days', value: choice }),
      el('span', {}, words[choice] ?? this.#language.amount(choice, 'day')));
  }

  #buildCustomField() {
    const unit = this.#rules.unit;
    const hint = this.#most === null ? '' : this.#language.text('maximum', { amount: this.#amount(this.#most) });
    return el('div', { class: 'custom' }, this.#custom,
      el('span', {}, this.#language.text(unit)), el('span', { id: 'custom-hint', class: 'hint' }, hint));
  }

  #preselect() {
    const hours = hoursIn(this.#rules.default);
    const radio = value => this.element.querySelector(`[name="days"][value="${value}"]`);
    const preset = hours === null ? radio('never') : radio(hours / 24);
    if (hours !== null && preset === null) {
      this.#custom.value = Math.max(1, Math.floor(hours / HOURS_IN[this.#rules.unit]));
    }
    (preset ?? radio('custom')).checked = true;
  }

  #chosen() {
    return this.element.querySelector('[name="days"]:checked').value;
  }

  #validFor() {
    const chosen = this.#chosen();
    if (chosen !== 'custom') {
      return `P${chosen}D`;
    }
    const count = Number(this.#custom.value);
    const valid = Number.isInteger(count) && count >= 1 && count <= (this.#most ?? Number.MAX_SAFE_INTEGER);
    if (!valid) {
      return null;
    }
    return this.#rules.unit === 'days' ? `P${count}D` : `PT${count}H`;
  }

  #update(delay = PREVIEW_DELAY_MS) {
    this.stop();
    const chosen = this.#chosen();
    this.#customField.hidden = chosen !== 'custom';
    const validFor = chosen === 'never' ? null : this.#validFor();
    this.#custom.setAttribute('aria-invalid', String(chosen === 'custom' && this.#custom.value !== '' && !validFor));
    if (chosen === 'never') {
      this.#show(this.#language.text('previewNever'), 'caution');
    } else if (validFor === null) {
      this.#show(this.#missing());
    } else {
      this.#preview.setAttribute('aria-busy', 'true');
      this.#timer = setTimeout(() => this.#ask(validFor), delay);
    }
  }

  async #ask(validFor) {
    const turn = this.#turn;
    const answer = await this.#api.policy(validFor).catch(error => error);
    // The owner has chosen something else meanwhile.
    if (turn !== this.#turn) {
      return;
    }
    if (answer instanceof ApiError) {
      this.#show(this.#language.error(answer), 'wrong');
    } else {
      this.#show(this.#language.nodes('previewEnds', { when: this.#language.moment(answer.preview.expiresAt) }));
    }
  }

  #show(content, tone = '') {
    this.#preview.className = `preview ${tone}`;
    this.#preview.removeAttribute('aria-busy');
    this.#preview.replaceChildren(...[content].flat());
  }

  #missing() {
    if (this.#custom.value === '') {
      return this.#language.text('previewChoose');
    }
    return this.#most === null
      ? this.#language.text('previewPositive')
      : this.#language.text('previewRange', { amount: this.#amount(this.#most) });
  }

  #amount(count) {
    return this.#language.amount(count, this.#rules.unit.slice(0, -1));
  }
}
