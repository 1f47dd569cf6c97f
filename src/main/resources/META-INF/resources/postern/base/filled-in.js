/** The members of a request that the user filled in. Computed only; nothing here shows anything. */

/**
 * Those members that say something: a text that is empty, an empty list and a box that is not ticked are left out, so that the
 * server decides.
 * @template {object} T
 * @param {T} members
 * @returns {Partial<T>}
 */
export function filledIn(members) {
  const given = Object.entries(members).filter(([, value]) =>
    value !== undefined && value !== null && value !== false && value !== '' && !(Array.isArray(value) && value.length === 0));
  return /** @type {Partial<T>} */ (Object.fromEntries(given));
}
