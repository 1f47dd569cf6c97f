/** The actions of administrators on one key: the questions before it and the calls. */
import { el, nameNode, notice } from '../base/dom.js';
import { OverlapField } from '../base/fields.js';
import { askToDelete, askToEdit } from '../base/key-questions.js';
import { Question } from '../base/question.js';
import { ChosenValidity } from '../base/validity.js';
import { isEndless } from '../base/validity-rules.js';
import { PRESET_DAYS } from './create-form.js';
import { keyNodes, serviceField } from './words.js';

/**
 * @typedef {import('../base/types.js').Key} Key
 * @typedef {import('./types.js').AdminPage} Page
 */

/**
 * Changes name, description, end and service mark.
 * @param {Page} page
 * @param {Key} key
 */
export function editKey(page, key) {
  const { language, policy } = page;
  const service = el('input', { type: 'checkbox', name: 'service', checked: key.service, 'aria-describedby': 'service-hint' });
  const validity = isEndless(policy.validity) ? null : new ChosenValidity(policy.validity, language, {
    label: language.text('expiration'), presets: PRESET_DAYS, hasDate: true, isLimited: false,
    unspecified: { label: language.text('keepEnd'), meaning: key.expiresAt
      ? language.nodes('endsNow', { when: language.moment(key.expiresAt) }) : language.text('endsNever') } });
  return askToEdit(page, key, { action: 'submit-edit', validity,
    content: { above: el('p', { class: 'muted' }, keyNodes(language, 'keyOfOwner', key)),
      below: key.service !== undefined && serviceField(language, service) },
    moreChanges: () => (service.checked === (key.service ?? false) ? {} : { service: service.checked }),
    saved: now => page.done(keyNodes(language, 'edited', now)) });
}

/**
 * Makes a new secret for the same use.
 * @param {Page} page
 * @param {Key} key
 */
export function rotateKey(page, key) {
  const { language, policy, api } = page;
  const overlaps = new OverlapField(language, policy.maximumOverlap);
  new Question(page, {
    kind: 'rotate',
    title: language.text('rotateTitle'),
    content: [el('p', {}, keyNodes(language, 'rotateText', key)), overlaps.element],
    confirm: { action: 'submit-rotate', label: 'rotate', busy: 'rotating' },
    send: async asked => {
      const successor = await api.rotate(key.id, overlaps.value);
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
 * Lets a key work that another user asked for.
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
export async function revokeKey(page, key) {
  const { language } = page;
  const revoked = await askToDelete(page, key, { title: language.text('revokeTitle'),
    content: el('p', {}, keyNodes(language, 'revokeText', key)), chain: language.text('revokeChain'),
    confirm: { action: 'confirm-revoke', label: 'revoke', busy: 'revoking', kind: 'danger' } });
  if (revoked) {
    page.done(keyNodes(language, 'revoked', key));
  }
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
        { carrier: policy.carriers[0], unmasked: true, hidesAfterCopy: true, isBare: true });
      page.done();
    },
  }).focusCancel();
}
