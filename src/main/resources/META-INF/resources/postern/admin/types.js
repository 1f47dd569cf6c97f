/**
 * The answers of the API to administrators, and the types that the modules of this folder share. For the type check only: no
 * module is loaded for a type.
 *
 * @typedef {import('../base/types.js').Key} Key
 *
 * @typedef {object} Statistics
 * @property {Record<string, number>} states
 * @property {{days: ?number, keys: number}[]} endings
 * @property {number} [endless]
 * @property {{day: string, uses: number, refused: number}[]} uses
 *
 * @typedef {object} Owner
 * @property {string} owner
 * @property {boolean} known
 * @property {?string} displayName
 * @property {string[]} roles
 *
 * @typedef {object} AdminOfPage
 * @property {import('./api.js').AdminApi} api
 * @property {import('../base/types.js').Policy} policy
 * @property {import('../base/memory.js').Memory} draft a form as its administrator left it to sign in again
 * @property {function(...import('../base/dom.js').Child): Promise<void>} done says what was done and reads the list again
 * @property {function(function(): Promise<void>): Promise<void>} attempt does something without a dialog and shows what
 *     went wrong
 * @property {function(Key): void} acted told of the key that something is done with
 *
 * @typedef {import('../base/types.js').Page & AdminOfPage} AdminPage What the list and the dialogs borrow from the element.
 */
export {};
