/** The dialog that makes a key: what the policy lets this login choose, then the secret, once. */
import { ApiError, newIdempotencyKey } from './postern-api.js';
import { button, el, fillDialog, nameNode, notice, openDialog } from './postern-dom.js';
import { CreateForm } from './postern-form.js';
import { SecretStep } from './postern-once.js';
import { errorNotice, signInNotice, signInUrl } from './postern-sign-in.js';

const OBSTACLES = ['expired-key-exists', 'too-many-keys'];

/**
 * What dialogs borrow from the element that opens them.
 * @typedef {object} Page
 * @property {ShadowRoot|Element} root where the dialog goes
 * @property {import('./postern-api.js').KeyApi} api
 * @property {import('./postern-language.js').Language} language
 * @property {URL} apiUrl
 * @property {Memory} draft the form as it was left
 * @property {Memory} shown the key whose secret is on the screen
 * @property {function(string, string)} changed told an event and the id of its key
 * @property {function(object): Promise<boolean>} deleteKey asks and deletes; whether the key is gone
 * @property {function(string)} showDetails
 * @property {function()} left told that the page was left with a secret on the screen
 */

/** One opening of the dialog. */
export class CreateDialog {
  #page;
  #dialog;
  #attempt;
  #form = null;
  #secret = null;
  #pending = false;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
    this.#dialog = openDialog(page.root, {
      kind: 'create',
      mayClose: () => !this.#pending && (this.#secret?.mayClose ?? true),
      onclose: () => this.#closed(),
    });
    this.#load();
  }

  get open() {
    return this.#dialog.isConnected;
  }

  /** Takes the dialog away at once and forgets the secret, stored or not. */
  discard() {
    this.#secret?.forget();
    this.#form?.stop();
    this.#dialog.remove();
  }

  #closed() {
    this.#form?.stop();
    this.#page.draft.forget();
  }

  async #load() {
    const { api, language } = this.#page;
    const loading = el('p', { class: 'muted', role: 'status' }, language.text('loading'));
    this.#fill('createTitle', [loading], [this.#cancel()]);
    const answers = await Promise.all([api.policy(), api.keys()]).catch(error => error);
    if (!this.open) {
      return;
    }
    if (answers instanceof ApiError) {
      const retry = button('retry', language.text('retry'), { kind: 'primary', onclick: () => this.#load() });
      this.#fill('createTitle', [errorNotice(language, answers)], [this.#cancel(), retry]);
      retry.focus();
      return;
    }
    const [policy, keys] = answers;
    const keysById = new Map(keys.map(key => [key.id, key]));
    const remembered = this.#remembered(policy.owner);
    // An attempt whose answer never came may have made the key that is in the way now.
    policy.mayCreate || remembered.sent
      ? this.#showForm(policy, keysById, remembered)
      : this.#showObstacle(policy, keysById);
  }

  /** The form as this person left it; the draft of somebody else goes. */
  #remembered(owner) {
    const { draft } = this.#page;
    const record = draft.read();
    if (record?.owner === owner && record.attempt) {
      this.#attempt = record.attempt;
      draft.write({ resume: false });
      return record;
    }
    draft.forget();
    this.#attempt = newIdempotencyKey();
    draft.write({ owner, attempt: this.#attempt });
    return {};
  }

  #showObstacle(policy, keys) {
    const { language, draft } = this.#page;
    draft.forget();
    const blocking = policy.blockingKeys.map(id => keys.get(id) ?? { id, name: id });
    const content = [notice('warning', obstacleWords(policy, blocking, language))];
    if (blocking.length > 0) {
      content.push(el('p', {}, language.text('blockedText')),
        el('ul', { class: 'blocking' }, blocking.map(key => this.#blockingKey(key))));
    }
    this.#fill('blockedTitle', content, [this.#cancel()]);
    this.#dialog.querySelector('[data-action="delete"], [data-action="cancel"]').focus();
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

  #showForm(policy, keys, remembered) {
    const { language, api, draft } = this.#page;
    const replaced = policy.replacingKeys.map(id => keys.get(id)?.name ?? id);
    this.#form?.stop();
    this.#form = new CreateForm(policy, { language, api, replaced, draft: remembered.form ?? {},
      notices: this.#notices(policy, remembered), onchange: () => draft.write({ form: this.#form.draft }) });
    this.#form.element.addEventListener('submit', event => {
      event.preventDefault();
      this.#submit(policy, keys);
    });
    const isBarred = policy.stepUp?.required && signInUrl(policy.stepUp.loginUrl) !== null;
    const submit = !isBarred && button('submit-create', language.text('submitCreate'),
      { kind: 'primary', type: 'submit', form: 'form' });
    this.#fill('createTitle', [this.#form.element], [this.#cancel(), submit].filter(Boolean));
    this.#form.focus();
  }

  #notices(policy, remembered) {
    const { language } = this.#page;
    const notices = [];
    if (policy.stepUp?.required) {
      notices.push(signInNotice(language, { ...policy.stepUp, kept: true, onleave: () => this.#leave() }));
    }
    if (remembered.sent) {
      notices.push(notice('warning', el('p', { 'data-role': 'restored' }, language.text('draftSent'))));
    } else if (remembered.form) {
      notices.push(notice('info', el('p', { 'data-role': 'restored' }, language.text('draftRestored'))));
    }
    return notices;
  }

  /** The person goes to sign in: the form opens by itself when they are back. */
  #leave() {
    this.#page.draft.write({ form: this.#form.draft, sent: false, resume: true });
  }

  async #submit(policy, keys) {
    const newKey = this.#pending ? null : this.#form.read();
    if (newKey === null) {
      return;
    }
    const { api, draft } = this.#page;
    draft.write({ form: this.#form.draft, sent: true });
    this.#setPending(true);
    try {
      const key = await api.create(newKey, this.#attempt);
      this.#form.stop();
      draft.forget();
      key.key ? this.#showSecret(key, policy, keys) : this.#showReplay(key);
      this.#page.changed('postern-created', key.id);
    } catch (error) {
      this.#refused(error);
    } finally {
      this.#setPending(false);
    }
  }

  #refused(error) {
    const { draft, language } = this.#page;
    // Whatever was answered, no key was made; without an answer that is not known.
    draft.write({ sent: error.status === 0, resume: error.status === 401 });
    // The rules were checked when the form opened; another tab may have changed what they say now.
    if (OBSTACLES.includes(error.code)) {
      this.#load();
      return;
    }
    this.#form.showError(error, errorNotice(language, error, { kept: true, onleave: () => this.#leave() }));
  }

  #setPending(pending) {
    this.#pending = pending;
    for (const control of this.#dialog.querySelectorAll('[data-action="submit-create"], [data-action="cancel"]')) {
      control.disabled = pending;
      if (control.dataset.action === 'submit-create') {
        control.lastChild.textContent = this.#page.language.text(pending ? 'creating' : 'submitCreate');
        // A button that was switched off while it had the focus has lost it.
        if (!pending && !this.#dialog.contains(this.#dialog.getRootNode().activeElement)) {
          control.focus();
        }
      }
    }
  }

  #showSecret(key, policy, keys) {
    const replaced = (key.replaced ?? []).map(id => keys.get(id)?.name ?? id);
    this.#secret = new SecretStep(this.#page, this.#dialog, key,
      { title: 'secretTitle', replaced, carrier: policy.carriers[0] });
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

/** Why no key can be made; the server's own words are English. */
function obstacleWords(policy, blocking, language) {
  const detail = el('p', { 'data-role': 'obstacle', lang: language.isEnglish ? null : 'en' }, policy.reason);
  if (language.isEnglish || blocking.length === 0) {
    return detail;
  }
  const areExpired = blocking.every(key => key.state === 'expired');
  return [el('p', {}, areExpired ? language.text('obstacleExpired')
    : language.text('obstacleFull', { amount: language.number(policy.keysPerOwner) })), detail];
}
