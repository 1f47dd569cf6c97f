/** The data that a page keeps in its browser tab over a reload. Never a secret: names, times and what was typed. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;

/** One remembered record; where the browser keeps nothing, or not for this page, it is always empty. */
export class Memory {
  /** @type {string} */
  #name;
  /** @type {function(): number} */
  #now;

  /**
   * @param {string} what what it is about
   * @param {string} place distinguishes several elements and applications
   * @param {function(): number} [now] the clock, in milliseconds since 1970
   */
  constructor(what, place, now = Date.now) {
    this.#name = `postern:${what}:${place}`;
    this.#now = now;
  }

  /** @returns {?any} the record; null if there is none, or none that is young enough */
  read() {
    try {
      const record = JSON.parse(sessionStorage.getItem(this.#name) ?? 'null');
      return record && this.#now() - record.at < FORGOTTEN_AFTER_MS ? record : null;
    } catch {
      return null;
    }
  }

  /**
   * The data that this owner left, once; data of another owner is removed as well.
   * @param {string} owner
   * @returns {?any} null if there is nothing
   */
  take(owner) {
    const record = this.read();
    this.forget();
    return record?.owner === owner ? record : null;
  }

  /**
   * Adds to what is remembered.
   * @param {object} changes
   */
  write(changes) {
    try {
      sessionStorage.setItem(this.#name, JSON.stringify({ ...this.read(), ...changes, at: this.#now() }));
    } catch {
      // Not remembered, then: a reload starts afresh.
    }
  }

  forget() {
    try {
      sessionStorage.removeItem(this.#name);
    } catch {
      // Nothing was remembered either.
    }
  }
}
