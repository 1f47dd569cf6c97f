/** The row of one key in the list, and what stands there while there is none. */
import { actionsFor } from './postern-details.js';
import { button, el, icon, nameNode } from './postern-dom.js';
import { badgeNodes } from './postern-state.js';

export const COLUMNS = 6;

/**
 * @param {{language, policy}} page
 * @param {{isExpanded: boolean, doing: object}} options `doing` is what the buttons call, by action
 */
export function keyRow(key, { language, policy }, { isExpanded, doing }) {
  const cell = (column, ...content) => el('td', { role: 'cell', class: column, 'data-label': language.text(column) },
    ...content);
  return el('tbody', { role: 'rowgroup', part: 'row', 'data-key': key.id, class: isExpanded && 'expanded' },
    el('tr', { role: 'row' },
      el('th', { role: 'rowheader', scope: 'row' },
        el('div', { class: 'clamped' }, nameNode(key.name)), el('code', { class: 'hint' }, `${key.id}…`)),
      cell('columnState', badgeNodes(key, language)),
      cell('columnCreated', language.day(key.createdAt)),
      cell('columnExpires', key.expiresAt ? language.day(key.expiresAt) : language.text('never')),
      cell('columnLastUsed', key.lastUsedAt ? el('div', {}, language.ago(key.lastUsedAt),
        key.lastUsedFrom && el('code', { class: 'hint from' }, key.lastUsedFrom)) : language.text('neverUsed')),
      el('td', { role: 'cell', class: 'columnActions' }, el('div', {},
        button('details', language.text('details'), { kind: 'quiet', iconName: 'chevron',
          'aria-expanded': String(isExpanded), 'aria-label': language.text('detailsOf', key), onclick: doing.details }),
        actionsFor(key, policy).delete && button('delete', language.text('delete'), { kind: 'danger-quiet',
          'aria-label': language.text('deleteNamed', key), onclick: doing.delete })))));
}

/** Says why there is nothing here, and what a key is good for. */
export function emptyState({ language, policy }) {
  const may = operation => policy.operations.includes(operation);
  const words = [!may('list') && 'emptyHidden', !may('create') && 'emptyForbidden'].find(Boolean) ?? 'emptyText';
  return el('div', { class: 'empty', part: 'empty' }, icon('key'),
    may('list') && el('p', { class: 'empty-title' }, language.text('emptyTitle')),
    el('p', { class: 'muted' }, language.text(words)));
}
