/**
 * The types that the modules of this folder share. For the type check only: no module is loaded for a type.
 *
 * @typedef {object} KeysOfPage
 * @property {import('./api.js').KeyApi} api
 * @property {import('../base/memory.js').Memory} draft the form as it was left
 * @property {import('../base/memory.js').Memory} shown the key whose secret is on the screen
 * @property {function(string, ?string): Promise<void>} changed told an event and the id of its key; reads the list again
 * @property {function({id: string, name: string, supersededBy?: ?string}): Promise<boolean>} deleteKey asks and deletes;
 *     whether the key is gone
 * @property {function(string): Promise<void>} showDetails
 *
 * @typedef {import('../base/types.js').Page & KeysOfPage} KeysPage What dialogs borrow from the element that opens them.
 * @typedef {KeysPage & {policy: import('../base/types.js').Policy}} ReadyPage with a policy that is known
 */
export {};
