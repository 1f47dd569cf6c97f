/** The audit trail of a key: page by page, and by kind of event. */
import { button, el, nameNode } from './postern-base.js';
import { problemNotice } from './postern-admin-dialog.js';

const TYPES = ['created', 'changed', 'rotated', 'approved', 'resumed', 'revoked', 'revealed', 'denied', 'seen_in_url', 'seen_in_clear', 'forbidden',
  'reported'];

/** Shows the trail of a key; a server that keeps none has no such part. */
export async function showTrail({ language, api }, key, place) {
  place.replaceChildren(el('p', { class: 'hint', role: 'status' }, language.text('loading')));
  try {
    const page = await api.events(key.id);
    place.replaceChildren(...(page === null ? [] : trail(language, page, wanted => api.events(key.id, wanted))));
  } catch (error) {
    place.replaceChildren(problemNotice(language, error));
  }
}

function trail(language, first, read) {
  const heading = el('p', { class: 'label' }, language.text('trail'));
  if (first.events.length === 0) {
    return [heading, el('p', { class: 'hint' }, language.text('trailEmpty'))];
  }
  const body = el('div', {});
  const kind = el('select', { 'data-field': 'event-type', 'aria-label': language.text('eventsKind') },
    el('option', { value: '' }, language.text('eventsAll')),
    TYPES.map(type => el('option', { value: type }, language.text(`event_${type}`))));
  kind.addEventListener('change', () => load(language, body, kind.value, read));
  show(language, body, first, before => read({ type: kind.value, before }));
  return [heading, kind, body];
}

async function load(language, body, type, read) {
  try {
    show(language, body, await read({ type }), before => read({ type, before }));
  } catch (error) {
    body.replaceChildren(problemNotice(language, error));
  }
}

function show(language, body, page, read) {
  const list = el('ol', { class: 'events', 'aria-label': language.text('trail'), role: 'list',
    tabindex: page.events.length > 8 && 0 });
  body.replaceChildren(page.events.length === 0 ? el('p', { class: 'hint' }, language.text('trailEmpty')) : list);
  add(language, { body, list }, page, read);
}

/** Adds a page to the list, and a button for the next one where there is one. */
function add(language, { body, list }, { events, next }, read) {
  list.append(...events.map(event => line(language, event)));
  if (!next) {
    return;
  }
  const more = button('older', language.text('eventsOlder'), { onclick: async () => {
    more.disabled = true;
    try {
      const page = await read(next);
      more.remove();
      add(language, { body, list }, page, read);
    } catch (error) {
      more.replaceWith(problemNotice(language, error));
    }
  } });
  body.append(more);
}

function line(language, event) {
  return el('li', { 'data-event': event.type },
    el('span', { class: 'event-type' }, TYPES.includes(event.type) ? language.text(`event_${event.type}`) : event.type),
    el('span', { class: 'event-when' }, language.moment(event.at)),
    el('bdi', {}, event.actor && [language.nodes('eventBy', { actor: nameNode(event.actor) }), ' '],
      event.address && language.nodes('usedFrom', { address: el('bdi', {}, event.address) })),
    event.count > 1 && el('span', { class: 'event-detail' }, language.text('eventTimes', { count: event.count })),
    event.detail && el('span', { class: 'event-detail' }, el('bdi', {}, event.detail)));
}
