/** The events of a key, page by page. */
import { button, el, nameNode } from './dom.js';
import { reasonWord } from './state.js';

/**
 * @typedef {import('./types.js').EventPage} EventPage
 * @typedef {import('./types.js').KeyEvent} KeyEvent
 * @typedef {import('./language.js').Language} Language
 *
 * @typedef {object} EventPlace Where events go, and where more come from.
 * @property {Language} language
 * @property {HTMLElement} list
 * @property {HTMLElement} below where the button for older ones goes
 * @property {function(string): Promise<?EventPage>} read the page before a position
 * @property {function(unknown): HTMLElement} failed says what went wrong
 */

export const EVENT_TYPES = ['created', 'changed', 'rotated', 'approved', 'resumed', 'revoked', 'revealed', 'denied',
  'seen_in_url', 'seen_in_clear', 'forbidden', 'reported'];

/**
 * Adds a page to the list, and a button for the next one where there is one.
 * @param {EventPage} page
 * @param {EventPlace} place
 */
export function addEvents({ events, next }, place) {
  const { language, list, below, read, failed } = place;
  list.append(...events.map(event => eventLine(event, language)));
  if (!next) {
    return;
  }
  const more = button('older', language.text('eventsOlder'), { onclick: async () => {
    more.disabled = true;
    try {
      const page = await read(next);
      more.remove();
      addEvents(page ?? { events: [], next: null }, place);
    } catch (error) {
      more.replaceWith(failed(error));
    }
  } });
  below.append(more);
}

/**
 * @param {KeyEvent} event
 * @param {Language} language
 */
function eventLine({ type, at, count, actor, address, detail }, language) {
  const from = [actor && language.nodes('eventBy', { actor: nameNode(actor) }),
    address && language.nodes('usedFrom', { address: el('bdi', {}, address) })].filter(Boolean);
  const word = type === 'denied' && detail ? reasonWord(detail) : null;
  return el('li', { 'data-event': type },
    el('span', { class: 'event-type' }, EVENT_TYPES.includes(type) ? language.text(`event_${type}`) : type), ' ',
    el('span', { class: 'event-when' }, language.moment(at)), ' ',
    el('span', { class: 'event-from' }, from.map((each, i) => [i > 0 && ' ', each])),
    count > 1 && [' ', el('span', { class: 'event-detail' }, language.text('eventTimes', { count }))],
    detail && [' ', el('span', { class: 'event-detail' }, word === null ? el('bdi', {}, detail) : language.text(word))]);
}
