/** The dialog that makes a key: what the policy lets this login choose, then the secret, once. */
import { codeOf, statusOf } from '../base/api.js';
import { Dialog } from '../base/dialog.js';
import { button, el, nameNode, notice, part } from '../base/dom.js';
import { errorNotice, signInNotice, signInUrl } from '../base/errors.js';
import { newIdempotencyKey } from '../base/idempotency-key.js';
import { CreateForm } from './create-form.js';

/**
 * @typedef {import('../base/types.js').Key} Key
 * @typedef {import('../base/types.js').Policy} Policy
 * @typedef {{id: string, name: string, state?: string}} NamedKey
 */

const OBSTACLES = ['expired-key-exists', 'too-many-keys'];

/** One opening of the dialog. */
export class CreateDialog extends Dialog {
  /** @type {import('./types.js').KeysPage} */
  #page;
  #attempt = newIdempotencyKey();
  /** @type {?CreateForm} */
  #form = null;

  /** @param {import('./types.js').KeysPage} page */
  constructor(page) {
    super(page, 'create');
    this.#page = page;
    this.closed.then(() => {
      this.#form?.stop();
      page.draft.forget();
    });
    this.#load();
  }

  discard() {
    super.discard();
    this.#form?.stop();
  }

  async #load() {
    const { api, language } = this.#page;
    const title = language.text('createTitle');
    this.fill(title, el('p', { class: 'muted', role: 'status' }, language.text('loading')), [this.cancelButton()]);
    let answers;
    try {
      answers = await Promise.all([api.policy(), api.keys()]);
    } catch (error) {
      if (this.isOpen) {
        const retry = button('retry', language.text('retry'), { kind: 'primary', onclick: () => this.#load() });
        this.fill(title, errorNotice(language, error), [this.cancelButton(), retry]);
        retry.focus();
      }
      return;
    }
    if (this.isOpen) {
      this.#show(answers[0], new Map(answers[1].map(key => [key.id, key])));
    }
  }

  /**
   * @param {Policy} policy
   * @param {Map<string, Key>} keys
   */
  #show(policy, keys) {
    const remembered = this.#remembered(policy.owner);
    // An attempt whose answer never came may have made the key that is in the way now.
    if (policy.mayCreate || remembered.sent) {
      this.#showForm(policy, keys, remembered);
    } else {
      this.#showObstacle(policy, keys);
    }
  }

  /**
   * The form as this owner left it; the draft of another user goes.
   * @param {string} owner
   * @returns {{form?: import('./create-form.js').Draft, sent?: boolean}}
   */
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

  /**
   * @param {Policy} policy
   * @param {Map<string, Key>} keys
   */
  #showObstacle(policy, keys) {
    const { language, draft } = this.#page;
    draft.forget();
    const blocking = policy.blockingKeys.map(id => keys.get(id) ?? { id, name: id });
    const list = el('ul', { class: 'blocking' }, blocking.map(key => this.#blockingKey(key)));
    const cancel = this.cancelButton();
    this.fill(language.text('blockedTitle'), [notice('warning', obstacleWords(policy, blocking, language)),
      blocking.length > 0 && [el('p', {}, language.text('blockedText')), list]], [cancel]);
    (blocking.length > 0 ? part(list, '[data-action="delete"]') : cancel).focus();
  }

  /** @param {NamedKey} key */
  #blockingKey(key) {
    const { language, deleteKey, showDetails } = this.#page;
    const details = () => {
      this.close();
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

  /**
   * @param {Policy} policy
   * @param {Map<string, Key>} keys
   * @param {{form?: import('./create-form.js').Draft, sent?: boolean}} remembered
   */
  #showForm(policy, keys, remembered) {
    const { language, api, draft } = this.#page;
    const replaced = policy.replacingKeys.map(id => keys.get(id)?.name ?? id);
    this.#form?.stop();
    const form = this.#form = new CreateForm(policy, { language, api, replaced, draft: remembered.form ?? {},
      notices: this.#notices(policy, remembered), onchange: () => draft.write({ form: form.draft }) });
    form.element.addEventListener('submit', event => {
      event.preventDefault();
      this.#submit(form, policy, keys);
    });
    const isBarred = policy.stepUp?.required && signInUrl(policy.stepUp.loginUrl) !== null;
    this.fillForm(language.text('createTitle'), form.element,
      isBarred ? null : { action: 'submit-create', label: 'submitCreate', busy: 'creating' });
    form.focus();
  }

  /**
   * @param {Policy} policy
   * @param {{form?: object, sent?: boolean}} remembered
   */
  #notices({ stepUp }, remembered) {
    const { language } = this.#page;
    const notices = stepUp?.required ? [signInNotice(language, { ...stepUp, onleave: () => this.#leave() })] : [];
    if (remembered.sent) {
      notices.push(notice('warning', el('p', { 'data-role': 'restored' }, language.text('draftSent'))));
    } else if (remembered.form) {
      notices.push(notice('info', el('p', { 'data-role': 'restored' }, language.text('draftRestored'))));
    }
    return notices;
  }

  /** Its owner goes to sign in: the form opens by itself when they are back. */
  #leave() {
    this.#page.draft.write({ form: this.#form?.draft, sent: false, resume: true });
  }

  /**
   * @param {CreateForm} form
   * @param {Policy} policy
   * @param {Map<string, Key>} keys
   */
  #submit(form, policy, keys) {
    const { api, draft, changed } = this.#page;
    return this.attempt(async () => {
      const newKey = form.read();
      if (newKey === null) {
        return;
      }
      draft.write({ form: form.draft, sent: true });
      const key = await api.create(newKey, this.#attempt);
      form.stop();
      draft.forget();
      this.#made(key, policy, keys);
      changed('postern-created', key.id);
    }, error => this.#refused(form, policy, error));
  }

  /**
   * @param {CreateForm} form
   * @param {Policy} policy
   * @param {unknown} error
   */
  #refused(form, policy, error) {
    const { draft, language } = this.#page;
    const status = statusOf(error);
    // An answer means that no key was made; without one that is not known.
    draft.write({ sent: status === 0, resume: status === 401 });
    // The rules were checked when the form opened; another tab may have changed what they say now.
    if (OBSTACLES.includes(codeOf(error) ?? '')) {
      this.#load();
      return;
    }
    form.showError(error, errorNotice(language, error,
      { kept: true, stepUp: policy.stepUp, onleave: () => this.#leave() }));
  }

  /**
   * @param {Key} key
   * @param {Policy} policy
   * @param {Map<string, Key>} keys
   */
  #made(key, policy, keys) {
    const { language, deleteKey } = this.#page;
    if (key.key) {
      this.showSecret(language.text('secretTitle'), key, { carrier: policy.carriers[0],
        replaced: (key.replaced ?? []).map(id => keys.get(id)?.name ?? id) });
      return;
    }
    const close = button('cancel', language.text('close'), { onclick: () => this.close() });
    const remove = button('delete', language.text('delete'), { kind: 'danger', onclick: async () => {
      if (await deleteKey(key)) {
        this.close();
      }
    } });
    this.fill(language.text('replayTitle'),
      notice('warning', language.nodes('replayText', { name: nameNode(key.name) })), [close, remove]);
    close.focus();
  }
}

/**
 * Why no key can be made; the server's own words are English.
 * @param {Policy} policy
 * @param {NamedKey[]} blocking
 * @param {import('../base/language.js').Language} language
 */
function obstacleWords(policy, blocking, language) {
  const detail = el('p', { 'data-role': 'obstacle', lang: language.isEnglish ? null : 'en' }, policy.reason);
  if (language.isEnglish || blocking.length === 0) {
    return detail;
  }
  const areExpired = blocking.every(key => key.state === 'expired');
  return [el('p', {}, areExpired ? language.text('obstacleExpired')
    : language.text('obstacleFull', { amount: language.number(policy.keysPerOwner) })), detail];
}
