/** What a page says when a login has ended or is too old to be handed a secret. */
import { el, notice } from './postern-dom.js';

/** The login page, told by `return` to come back to where we are; null if that is no page. */
export function signInUrl(loginUrl) {
  if (!loginUrl) {
    return null;
  }
  const url = new URL(loginUrl, document.baseURI);
  if (!/^https?:$/.test(url.protocol)) {
    return null;
  }
  url.searchParams.set('return', location.pathname + location.search);
  return url.href;
}

/**
 * Says that a fresh login is needed, with the way to it.
 * @param {Language} language
 * @param {{loginUrl: ?string, maximumAge: ?string, kept: boolean, onleave: function()}} options `kept`: what was typed
 *     is there again after coming back; `onleave` is called when the person goes to sign in
 */
export function signInNotice(language, { loginUrl, maximumAge = null, kept = false, onleave = () => {} }) {
  const href = signInUrl(loginUrl);
  const words = maximumAge === null
    ? language.text('stepUpText')
    : language.text('stepUpAge', { amount: language.duration(maximumAge) });
  return notice('warning',
    el('p', {}, el('strong', {}, language.text('stepUpTitle')), ' ', words),
    href === null
      ? el('p', {}, language.text('stepUpByHand'))
      : el('p', { class: 'notice-action' }, el('a', { class: 'button primary', part: 'button primary-button',
        'data-action': 'sign-in-again', href, onclick: onleave }, language.text('signInAgain'))),
    kept && el('p', { class: 'hint' }, language.text('stepUpKept')));
}

/** What went wrong, with the way to a fresh login where that is what is missing. */
export function errorNotice(language, error, { kept = false, onleave } = {}) {
  if (error.code === 'step-up-required') {
    return signInNotice(language, { loginUrl: error.loginUrl, kept, onleave });
  }
  const isOver = error.status === 401;
  return notice('error', el('p', { 'data-role': 'error' }, language.error(error)),
    isOver && kept && el('p', {}, language.text('errorSessionKept')));
}
