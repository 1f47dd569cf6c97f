/** Words that the dialogs and the list of administrators share. */
import { el, nameNode } from '../base/dom.js';

/** @typedef {import('../base/language.js').Language} Language */

/**
 * "Backup of alice", each name apart from the sentence.
 * @param {Language} language
 * @param {string} text
 * @param {import('../base/types.js').Key} key
 */
export function keyNodes(language, text, key) {
  return language.nodes(text, { name: nameNode(key.name), owner: nameNode(key.owner) });
}

/**
 * Marks a key as that of a service.
 * @param {Language} language
 * @param {HTMLInputElement} checkbox
 */
export function serviceField(language, checkbox) {
  return el('div', { class: 'field' },
    el('label', { class: 'check' }, checkbox, el('span', {}, language.text('service'))),
    el('span', { id: 'service-hint', class: 'hint' }, language.text('serviceHint')));
}
