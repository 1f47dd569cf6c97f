/** What Postern's elements are made of, under one name: the API's client, languages, and builders for DOM nodes. */
export { ApiClient, ApiError, KeyApi, newIdempotencyKey } from './postern-api.js';
export { button, el, fillDialog, icon, iconButton, nameNode, notice, openDialog } from './postern-dom.js';
export { hoursIn, Language } from './postern-language.js';
export { errorNotice, signInNotice, signInUrl } from './postern-sign-in.js';
