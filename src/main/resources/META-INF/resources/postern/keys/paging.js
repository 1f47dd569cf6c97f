/** The place of a page in a list. Computed only; nothing here shows anything. */

/**
 * @typedef {object} Page
 * @property {number} number from 0 on
 * @property {number} first the place of its first entry
 * @property {number} end the place after its last entry
 * @property {boolean} isFirst
 * @property {boolean} isLast
 */

/**
 * The page on which an entry is; the last page where the list is shorter than that.
 * @param {number} count how many entries the list has
 * @param {number} place of the entry, from 0 on
 * @param {number} size how many entries a page has
 * @returns {Page}
 */
export function pageAt(count, place, size) {
  const last = Math.max(0, Math.ceil(count / size) - 1);
  const number = Math.min(Math.floor(place / size), last);
  return { number, first: number * size, end: Math.min(count, (number + 1) * size),
    isFirst: number === 0, isLast: number === last };
}
