/** What there is to know about one key: facts, remarks, what can be done with it, and its history. */
import { button, el, nameNode } from './postern-dom.js';
import { isMoved, remarksOn } from './postern-state.js';

const LOGIN_WORDS = { local: 'loginLocal', saml: 'loginSaml' };
const EVENT_WORDS = { created: 'eventCreated', changed: 'eventChanged', rotated: 'eventRotated', approved: 'eventApproved',
  resumed: 'eventResumed', revoked: 'eventRevoked', revealed: 'eventRevealed', denied: 'eventDenied',
  seen_in_url: 'eventSeenInUrl', seen_in_clear: 'eventSeenInClear', forbidden: 'eventForbidden', reported: 'eventReported' };

/** Asked for once per reading of the list, however often a row is built. */
const HISTORIES = new WeakMap();

/** The actions that make sense for a key in its state, of those that the policy allows. */
export function actionsFor(key, policy) {
  const may = operation => policy.operations.includes(operation);
  const waits = (key.awaits ?? []).length > 0;
  const waitsForMore = (key.awaits ?? []).some(awaited => awaited !== 'rotation');
  const isAlive = ['active', 'suspended', 'inactive'].includes(key.state);
  const comesBack = key.state === 'expired' && policy.expiryEdits === 'always';
  return {
    confirm: may('edit') && isMoved(key, policy),
    edit: may('edit') && (isAlive || comesBack),
    rotate: may('rotate') && isAlive && !waitsForMore,
    disable: may('disable') && ['active', 'suspended'].includes(key.state),
    enable: may('disable') && key.state === 'inactive' && !waits,
    show: may('reveal') && policy.revealable && key.state !== 'revoked',
    delete: may('delete') && key.state !== 'revoked',
  };
}

/**
 * The row below a key.
 * @param {{language, policy, api}} page
 * @param {object} doing what the buttons call, by action
 */
export function detailsRow(key, columns, page, doing) {
  const { language, policy } = page;
  const entries = factsOf(key, language).filter(([, value]) => value)
    .map(([label, ...value]) => el('div', {}, el('dt', {}, language.text(label)), el('dd', {}, value)));
  const history = el('div', { class: 'history', part: 'history', hidden: true });
  showHistory(key, page, history);
  return el('tr', { role: 'row', class: 'details', part: 'details' },
    el('td', { role: 'cell', colspan: columns },
      remarksOn(key, language, policy), buttonsFor(key, page, doing), el('dl', {}, entries), history));
}

function buttonsFor(key, { language, policy }, doing) {
  const allowed = actionsFor(key, policy);
  const [first] = [['confirm', 'confirmKey', 'check', 'primary']].filter(([action]) => allowed[action]);
  const rest = [['edit', 'edit', 'edit'], ['rotate', 'rotate', 'rotate'], ['show', 'showKey', 'eye'],
    ['disable', 'disable', 'pause'], ['enable', 'enable', 'play']].filter(([action]) => allowed[action]);
  const buttons = [first, ...rest].filter(Boolean).map(([action, label, iconName, kind = 'plain']) =>
    button(action, language.text(label), { kind, iconName, 'aria-label': language.text(`${label}Named`, key),
      onclick: () => doing[action](key) }));
  return buttons.length > 0 && el('div', { class: 'actions', part: 'actions' }, buttons);
}

function factsOf(key, language) {
  const chips = values => el('ul', { class: 'chips' }, values.map(value => el('li', {}, value)));
  const moment = instant => instant && language.moment(instant);
  return [
    ['detailDescription', key.description && nameNode(key.description)],
    ['detailId', el('code', {}, key.id)],
    ['detailOwner', nameNode(key.owner)],
    ['detailCreatedBy', key.createdBy !== key.owner && nameNode(key.createdBy)],
    ['detailLogin', language.text(LOGIN_WORDS[key.loginSource])],
    ['detailCreated', moment(key.createdAt)],
    ['detailApproved', moment(key.approvedAt), ' ', key.approvedBy && nameNode(key.approvedBy)],
    ['detailExpires', key.expiresAt ? language.moment(key.expiresAt) : language.text('never')],
    ['detailSessionEnd', moment(key.sessionEnd)],
    ['detailSuspends', moment(key.suspendsAt)],
    ['detailLastUsed', key.lastUsedAt ? language.moment(key.lastUsedAt) : language.text('neverUsed'),
      key.lastUsedFrom && [' ', el('span', { class: 'address' }, language.text('usedFrom', { address: key.lastUsedFrom }))]],
    ['detailRotated', moment(key.lastRotatedAt)],
    ['detailSuccessor', key.supersededBy && el('code', {}, key.supersededBy)],
    ['detailScopes', key.scopes.length > 0 ? chips(key.scopes) : language.text('allScopes')],
    ['detailNetworks', key.networks.length > 0 ? chips(key.networks) : language.text('allNetworks')],
  ];
}

/** Shows what happened to a key; a server that keeps no history has no such part. */
async function showHistory(key, { api, language }, place) {
  if (!HISTORIES.has(key)) {
    HISTORIES.set(key, api.events(key.id).catch(error => error));
  }
  const page = await HISTORIES.get(key);
  if (page instanceof Error) {
    place.append(el('p', { class: 'muted' }, language.text('historyFailed')));
  } else if (page !== null && page.events.length > 0) {
    const id = `history-${key.id}`;
    const list = el('ol', { 'aria-labelledby': id, 'data-role': 'history' });
    const details = el('details', {}, el('summary', { id, 'data-action': 'history' }, language.text('history')), list);
    addEvents(page, { list, details, read: before => api.events(key.id, before), language });
    place.append(details);
  }
  place.hidden = place.childElementCount === 0;
}

/** Adds a page of events to a list, and a button for the next page where there is one. */
function addEvents({ events, next }, { list, details, read, language }) {
  list.append(...events.map(event => eventLine(event, language)));
  if (!next) {
    return;
  }
  const more = button('older', language.text('eventsOlder'), { kind: 'quiet', onclick: async () => {
    more.disabled = true;
    try {
      const page = await read(next);
      more.remove();
      addEvents(page, { list, details, read, language });
    } catch {
      more.replaceWith(el('p', { class: 'muted', role: 'alert' }, language.text('historyFailed')));
    }
  } });
  details.append(more);
}

function eventLine(event, language) {
  const words = EVENT_WORDS[event.type] ? language.text(EVENT_WORDS[event.type]) : event.type;
  const by = [event.actor && language.nodes('eventBy', { actor: nameNode(event.actor) }),
    event.address && language.text('usedFrom', { address: event.address }), event.detail,
    event.count > 1 && language.text('eventTimes', { count: event.count })].filter(Boolean);
  return el('li', { 'data-event': event.type }, el('strong', {}, words), ' ', language.moment(event.at),
    by.length > 0 && el('span', { class: 'muted' }, by.map((part, i) => [i === 0 ? '' : ' · ', part])));
}
