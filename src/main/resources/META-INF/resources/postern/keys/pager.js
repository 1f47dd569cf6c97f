/** The way from one page of the list of keys to another, all of which are in memory. */
import { el, iconButton } from '../base/dom.js';
import { pageAt } from './paging.js';

export const PAGE_SIZES = [25, 50, 100];

/** Says which part of the list is shown, and turns the pages. */
export class KeyPager {
  /** @type {import('../base/language.js').Language} */
  #language;
  #size = PAGE_SIZES[0];
  #page = pageAt(0, 0, PAGE_SIZES[0]);
  /** The place in the list of an entry on the page that is shown. */
  #place = 0;
  #range = el('span', { class: 'range', role: 'status', 'data-role': 'range' });
  /** @type {HTMLButtonElement} */
  #previous;
  /** @type {HTMLButtonElement} */
  #next;

  /**
   * @param {import('../base/language.js').Language} language
   * @param {function(): void} turned called when another page is to be shown
   */
  constructor(language, turned) {
    this.#language = language;
    const size = el('select', { name: 'page-size', onchange: () => {
      this.#size = Number(size.value);
      this.#place = 0;
      turned();
    } }, PAGE_SIZES.map(count => el('option', { value: count }, language.number(count))));
    // Disabled by an attribute only, so that the focus stays where it is at the first and the last page.
    const turn = (/** @type {string} */ action, /** @type {string} */ label, /** @type {'next'|'previous'} */ iconName,
        /** @type {number} */ by) => iconButton(action, language.text(label), iconName, event => {
      if (event.currentTarget.getAttribute('aria-disabled') === 'false') {
        this.#place = (this.#page.number + by) * this.#size;
        turned();
      }
    });
    this.#previous = turn('previous-page', 'previousPage', 'previous', -1);
    this.#next = turn('next-page', 'nextPage', 'next', 1);
    this.element = el('nav', { class: 'pager', part: 'pager', 'aria-label': language.text('pages') },
      el('label', {}, el('span', {}, language.text('perPage')), size), this.#range,
      el('span', {}, this.#previous, this.#next));
  }

  /**
   * Goes to the page of an entry, when the list is shown next.
   * @param {number} place in the list, from 0 on
   */
  turnTo(place) {
    this.#place = place;
  }

  /**
   * Says which part of a list is on this page.
   * @template T
   * @param {T[]} list
   * @param {boolean} isNeeded
   * @returns {T[]} that part
   */
  show(list, isNeeded) {
    const { first, end, isFirst, isLast } = this.#page = pageAt(list.length, this.#place, this.#size);
    this.#place = first;
    this.element.hidden = !isNeeded;
    const number = (/** @type {number} */ value) => this.#language.number(value);
    this.#range.textContent = end === first ? this.#language.text('nothingFound')
      : this.#language.text('range', { from: number(first + 1), to: number(end), all: number(list.length) });
    this.#previous.setAttribute('aria-disabled', String(isFirst));
    this.#next.setAttribute('aria-disabled', String(isLast));
    return list.slice(first, end);
  }
}
