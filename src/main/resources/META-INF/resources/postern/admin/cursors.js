/** The places where the pages of a list begin, which the server tells in one direction only. Computed only. */

/** Remembers where each page that was seen begins. */
export class Cursors {
  /** @type {(?string)[]} */
  #places = [null];

  /** Where the page begins that is shown now: null for the first one. */
  get current() {
    return this.#places[this.#places.length - 1];
  }

  /** How many pages come before the one that is shown now. */
  get passed() {
    return this.#places.length - 1;
  }

  /** @param {?string} next where the next page begins; null if there is none, and then it stays where it is */
  goOn(next) {
    if (next !== null) {
      this.#places.push(next);
    }
  }

  /** Goes to the page before this one; from the first page there is none. */
  goBack() {
    if (this.passed > 0) {
      this.#places.pop();
    }
  }
}
