/** The error messages of a page, above all for a login that has ended or is too old for a secret. */
import { codeOf, statusOf } from './api.js';
import { button, el, notice } from './dom.js';

/** @typedef {import('./language.js').Language} Language */

/**
 * The login page, told by `return` to come back to where we are.
 * @param {?string|undefined} loginUrl
 * @param {{base: string, path: string}} [here] what relative addresses start from, and where to come back to
 * @returns {?string} null if that is no page
 */
export function signInUrl(loginUrl, here = { base: document.baseURI, path: location.pathname + location.search }) {
  const url = loginUrl ? urlOf(loginUrl, here.base) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return null;
  }
  url.searchParams.set('return', here.path);
  return url.href;
}

/**
 * @param {string} text
 * @param {string} base
 * @returns {?URL} null if the text is no URL
 */
function urlOf(text, base) {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

/**
 * Says that a fresh login is needed, with the way to it.
 * @param {Language} language
 * @param {object} options
 * @param {?string} options.loginUrl
 * @param {?string} [options.maximumAge] how old a login may be, where that is known
 * @param {function(): void} [options.onleave] called when the user goes to sign in; keeps what was typed, to show it again
 */
export function signInNotice(language, { loginUrl, maximumAge = null, onleave }) {
  const href = signInUrl(loginUrl);
  const words = maximumAge === null
    ? language.text('stepUpText')
    : language.text('stepUpAge', { amount: language.duration(maximumAge) });
  return notice('warning',
    el('p', { 'data-role': 'step-up' }, el('strong', {}, language.text('stepUpTitle')), ' ', words),
    href === null
      ? el('p', {}, language.text('stepUpByHand'))
      : el('p', { class: 'notice-action' }, el('a', { class: 'button primary', part: 'button primary-button',
        'data-action': 'sign-in-again', href, ...(onleave && { onclick: onleave }) }, language.text('signInAgain'))),
    onleave && el('p', { class: 'hint' }, language.text('stepUpKept')));
}

/**
 * The error, with a link to a fresh login where one is needed.
 * @param {Language} language
 * @param {unknown} error
 * @param {object} [options]
 * @param {boolean} [options.kept] whether what was typed is still there
 * @param {?import('./types.js').StepUp} [options.stepUp] of the policy
 * @param {function(): void} [options.onleave] see {@link signInNotice}
 */
export function errorNotice(language, error, { kept = false, stepUp = null, onleave } = {}) {
  if (codeOf(error) === 'step-up-required') {
    const { loginUrl } = /** @type {import('./api.js').ApiError} */ (error);
    return signInNotice(language, { loginUrl, maximumAge: stepUp?.maximumAge, onleave });
  }
  return notice('error', el('p', { 'data-role': 'error' }, language.error(error)),
    statusOf(error) === 401 && kept && el('p', {}, language.text('errorSessionKept')));
}

/**
 * The error, and a button that retries.
 * @param {Language} language
 * @param {unknown} error
 * @param {function(): unknown} again
 * @param {string} [words] before the button
 */
export function retryNotice(language, error, again, words = '') {
  return el('div', {}, errorNotice(language, error),
    el('p', { class: 'after-notice' }, words && [el('span', {}, words), ' '],
      button('retry', language.text('retry'), { onclick: again })));
}
