/** The actions of administrators on one key: the questions before it and the calls. */
import { codeOf, statusOf } from '../base/api.js';
import { Question } from '../base/dialog.js';
import { el, nameNode, notice } from '../base/dom.js';
import { chosenIn, NameFields, overlapField } from '../base/fields.js';
import { ChosenValidity } from '../base/validity.js';
import { isEndless, overlapsUpTo } from '../base/validity-rules.js';
import { PRESET_DAYS } from './create-form.js';
import { keyNodes, serviceField } from './words.js';

/**
 * @typedef {import('../base/types.js').Key} Key
 * @typedef {import('./types.js').AdminPage} Page
 */

/**
 * Changes name, description, end and service mark; what surprises about it is shown before the dialog closes.
 * @param {Page} page
 * @param {Key} key
 */
export function editKey(page, key) {
  const { language, policy, api } = page;
  const names = new NameFields(language, policy, key);
  const service = el('input', { type: 'checkbox', name: 'service', checked: key.service, 'aria-describedby': 'service-hint' });
  const validity = isEndless(policy.validity) ? null : new ChosenValidity(policy.validity, language, {
    label: language.text('expiration'), presets: PRESET_DAYS, hasDate: true, isLimited: false,
    unspecified: { label: language.text('keepEnd'), meaning: key.expiresAt
      ? language.nodes('endsNow', { when: language.moment(key.expiresAt) }) : language.text('endsNever') } });
  new Question(page, {
    kind: 'edit',
    title: language.text('editTitle'),
    content: [el('p', { class: 'muted' }, keyNodes(language, 'keyOfOwner', key)), names.elements, validity?.element,
      key.service !== undefined && serviceField(language, service)],
    confirm: { action: 'submit-edit', label: 'save', busy: 'saving' },
    send: async asked => {
      const isNamed = names.check();
      const end = validity === null ? {} : validity.read();
      if (!isNamed || end === null) {
        (isNamed ? validity : names)?.focus();
        return;
      }
      const changes = { ...names.changesOf(key), ...end,
        ...(service.checked !== (key.service ?? false) && { service: service.checked }) };
      const changed = Object.keys(changes).length === 0 ? key : await api.edit(key.id, changes);
      page.done(keyNodes(language, 'edited', changed));
      const warnings = changed.warnings ?? [];
      if (warnings.length > 0) {
        asked.show(language.text('savedTitle'), warnings.map(text => notice('warning', text)));
      } else {
        asked.close();
      }
    },
  });
  names.focus();
}

/**
 * Makes a new secret for the same use.
 * @param {Page} page
 * @param {Key} key
 */
export function rotateKey(page, key) {
  const { language, policy, api } = page;
  const overlaps = overlapsUpTo(policy.maximumOverlap);
  const field = overlapField(language, overlaps);
  new Question(page, {
    kind: 'rotate',
    title: language.text('rotateTitle'),
    content: [el('p', {}, keyNodes(language, 'rotateText', key)), overlaps.length > 1 && field],
    confirm: { action: 'submit-rotate', label: 'rotate', busy: 'rotating' },
    send: async asked => {
      const successor = await api.rotate(key.id, chosenIn(field, 'overlap'));
      page.done(keyNodes(language, 'rotated', key));
      if (successor.key) {
        asked.showSecret(language.text('secretTitle'), successor, { carrier: policy.carriers[0] });
      } else {
        asked.show(language.text('rotatedTitle'), notice('info', keyNodes(language, 'createdNoSecret', successor)));
      }
    },
  }).focusCancel();
}

/**
 * Disables a key, or enables it again.
 * @param {Page} page
 * @param {Key} key
 * @param {boolean} active
 */
export function switchKey(page, key, active) {
  const { language, api } = page;
  return page.attempt(async () => {
    const changed = await api.edit(key.id, { active });
    const warnings = (changed.warnings ?? []).flatMap(text => [' ', text]);
    await page.done(keyNodes(language, active ? 'enabled' : 'disabled', key), warnings);
  });
}

/**
 * Lets a key work that somebody else asked for.
 * @param {Page} page
 * @param {Key} key
 */
export function approveKey(page, key) {
  const { language, api } = page;
  new Question(page, {
    kind: 'approve',
    title: language.text('approveTitle'),
    content: el('p', {}, language.nodes('approveText',
      { name: nameNode(key.name), owner: nameNode(key.owner), by: nameNode(key.createdBy) })),
    confirm: { action: 'submit-approve', label: 'approve', busy: 'approving' },
    send: async asked => {
      await api.approve(key.id);
      page.done(keyNodes(language, 'approved', key));
      asked.close();
    },
  }).focusCancel();
}

/**
 * Ends a key for good.
 * @param {Page} page
 * @param {Key} key
 */
export function revokeKey(page, key) {
  const { language, api } = page;
  const rotated = el('div', {});
  // A user who sees that the key has a successor means this key alone.
  /** @type {?boolean} */
  let chain = key.supersededBy ? false : null;
  new Question(page, {
    kind: 'delete',
    title: language.text('revokeTitle'),
    content: [el('p', {}, keyNodes(language, 'revokeText', key)), rotated],
    confirm: { action: 'confirm-revoke', label: 'revoke', busy: 'revoking', kind: 'danger' },
    send: async asked => {
      try {
        await api.delete(key.id, chain);
      } catch (error) {
        if (codeOf(error) === 'superseded') {
          chain = true;
          rotated.replaceChildren(notice('warning', el('p', { 'data-role': 'rotated-meanwhile' },
            language.text('revokeChain'))));
          return;
        }
        // A key that is not there any more was revoked in another tab, which is what was wanted.
        if (statusOf(error) !== 404) {
          throw error;
        }
      }
      page.done(keyNodes(language, 'revoked', key));
      asked.close();
    },
  }).focusCancel();
}

/**
 * Reveals a secret, where the policy allows it; it is hidden again once it was copied.
 * @param {Page} page
 * @param {Key} key
 */
export function revealKey(page, key) {
  const { language, policy, api } = page;
  new Question(page, {
    kind: 'reveal',
    title: language.text('revealTitle'),
    content: el('p', {}, keyNodes(language, 'revealText', key)),
    confirm: { action: 'submit-reveal', label: 'reveal', busy: 'revealing' },
    send: async asked => {
      asked.showSecretAgain(language.text('revealTitle'), await api.reveal(key.id),
        { carrier: policy.carriers[0], revealed: true, hidesAfterCopy: true, isBare: true });
      page.done();
    },
  }).focusCancel();
}
