/** The audit trail of a key: page by page, and by kind of event. */
import { el } from '../base/dom.js';
import { addEvents, EVENT_TYPES } from '../base/events.js';
import { errorNotice } from '../base/errors.js';

/**
 * @typedef {import('../base/language.js').Language} Language
 * @typedef {import('../base/types.js').EventPage} EventPage
 * @typedef {function({type?: string, before?: ?string}): Promise<?EventPage>} Read
 */

/** With more events than this, a list scrolls. */
const SCROLLS_FROM = 8;

/**
 * Shows the trail of a key; a server that keeps none has no such part.
 * @param {import('./types.js').AdminPage} page
 * @param {import('../base/types.js').Key} key
 * @param {HTMLElement} place
 */
export async function showTrail({ language, api }, key, place) {
  place.replaceChildren(el('p', { class: 'hint', role: 'status' }, language.text('loading')));
  try {
    const first = await api.events(key.id);
    place.replaceChildren(...(first === null ? [] : trail(language, first, wanted => api.events(key.id, wanted))));
  } catch (error) {
    place.replaceChildren(errorNotice(language, error));
  }
}

/**
 * @param {Language} language
 * @param {EventPage} first
 * @param {Read} read
 */
function trail(language, first, read) {
  const heading = el('p', { class: 'label' }, language.text('trail'));
  if (first.events.length === 0) {
    return [heading, el('p', { class: 'hint' }, language.text('trailEmpty'))];
  }
  const body = el('div', {});
  const kind = el('select', { 'data-field': 'event-type', 'aria-label': language.text('eventsKind') },
    el('option', { value: '' }, language.text('eventsAll')),
    EVENT_TYPES.map(type => el('option', { value: type }, language.text(`event_${type}`))));
  kind.addEventListener('change', () => load(language, body, kind.value, read));
  show(language, body, first, before => read({ type: kind.value, before }));
  return [heading, kind, body];
}

/**
 * @param {Language} language
 * @param {HTMLElement} body
 * @param {string} type
 * @param {Read} read
 */
async function load(language, body, type, read) {
  try {
    const page = await read({ type });
    show(language, body, page ?? { events: [], next: null }, before => read({ type, before }));
  } catch (error) {
    body.replaceChildren(errorNotice(language, error));
  }
}

/**
 * @param {Language} language
 * @param {HTMLElement} body
 * @param {EventPage} page
 * @param {function(string): Promise<?EventPage>} read the page before a position
 */
function show(language, body, page, read) {
  const list = el('ol', { class: 'events', 'aria-label': language.text('trail'), role: 'list',
    tabindex: page.events.length > SCROLLS_FROM && 0 });
  body.replaceChildren(page.events.length === 0 ? el('p', { class: 'hint' }, language.text('trailEmpty')) : list);
  addEvents(page, { language, list, below: body, read, failed: error => errorNotice(language, error) });
}
