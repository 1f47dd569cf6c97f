/** The way from one page of the list to the next and back. */
import { button, el } from '../base/dom.js';
import { Cursors } from './cursors.js';

export const PAGE_SIZE = 50;

/** Its buttons, and where on the way it is. */
export class Pager {
  /** @type {import('../base/language.js').Language} */
  #language;
  /** @type {{turned: function(): Promise<void>, lost: function(): void}} */
  #doing;
  #cursors = new Cursors();

  /**
   * @param {import('../base/language.js').Language} language
   * @param {{turned: function(): Promise<void>, lost: function(): void}} doing `turned` reads the page at the cursor;
   *     `lost` is called when the focus has nowhere to go here
   */
  constructor(language, doing) {
    this.#language = language;
    this.#doing = doing;
    this.element = el('nav', { class: 'pages', 'aria-label': language.text('pages') });
  }

  /** Where the page begins that is shown now: null for the first one. */
  get cursor() {
    return this.#cursors.current;
  }

  get isFirst() {
    return this.#cursors.passed === 0;
  }

  /** Goes back to the first page. */
  reset() {
    this.#cursors = new Cursors();
  }

  hide() {
    this.element.replaceChildren();
  }

  /**
   * @param {number} count how many keys there are on this page
   * @param {?string} next where the next one begins; null if there is none
   */
  show(count, next) {
    const language = this.#language;
    const before = this.#cursors.passed * PAGE_SIZE;
    const range = count === 0 ? '' : language.text('range',
      { from: language.number(before + 1), to: language.number(before + count) });
    const { isFirst } = this;
    this.element.replaceChildren(el('span', { class: 'hint', role: 'status', 'data-role': 'range' }, range),
      ...(isFirst && !next ? [] : [
        this.#button('previous', isFirst, () => this.#cursors.goBack()),
        this.#button('next', !next, () => this.#cursors.goOn(next))]));
  }

  /**
   * Puts the focus where the user would go on.
   * @param {string} action of the button that was pressed
   * @returns {boolean} whether there is such a place
   */
  #focus(action) {
    const find = (/** @type {string} */ selector) => /** @type {?HTMLElement} */ (this.element.querySelector(selector));
    const place = find(`[data-action="${action}"]:enabled`) ?? find('button:enabled');
    place?.focus();
    return place !== null;
  }

  /**
   * @param {'previous'|'next'} action
   * @param {boolean} disabled
   * @param {function(): unknown} turn
   */
  #button(action, disabled, turn) {
    return button(action, this.#language.text(action), { disabled, onclick: async () => {
      turn();
      await this.#doing.turned();
      if (!this.#focus(action)) {
        this.#doing.lost();
      }
    } });
  }
}
