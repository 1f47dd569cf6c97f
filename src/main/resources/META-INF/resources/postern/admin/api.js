/** The calls of `openapi.yaml` that administrators make. */
import { ApiClient, orNull } from '../base/api.js';
import { filledIn } from '../base/filled-in.js';

/** @typedef {import('../base/types.js').Key} Key */

/** The keys within an administrator's reach. */
export class AdminApi extends ApiClient {
  /** @param {URL} base where the API is, with a slash at its end */
  constructor(base) {
    super(base, 'admin/keys');
  }

  /**
   * @param {Record<string, string>} filters
   * @param {number} limit
   * @param {?string} [after] the `next` of the page before this one
   * @returns {Promise<{keys: Key[], next: ?string}>}
   */
  keys(filters, limit, after = null) {
    const query = { ...filters, limit: String(limit), ...filledIn({ after }) };
    return this.read(`admin/keys?${new URLSearchParams(/** @type {Record<string, string>} */ (query))}`);
  }

  /**
   * @param {string} id
   * @returns {Promise<Key>} with the roles that it has now
   */
  key(id) {
    return this.read(this.keyPath(id));
  }

  /** @returns {Promise<?import('./types.js').Statistics>} null where this server counts nothing */
  statistics() {
    return orNull(this.read('admin/statistics'));
  }

  /**
   * @param {string} name
   * @returns {Promise<import('./types.js').Owner>} who that is, and which roles a key of theirs will have
   */
  owner(name) {
    return this.read(`admin/owners/${encodeURIComponent(name)}`);
  }

  /**
   * @param {string} owner
   * @param {object} newKey
   * @param {string} idempotencyKey
   * @returns {Promise<Key>} with the secret in `key`, where administrators are shown it
   */
  create(owner, newKey, idempotencyKey) {
    return this.modify('POST', ownerPath(owner), newKey, { 'Idempotency-Key': idempotencyKey });
  }

  /**
   * @param {string} id
   * @returns {Promise<Key>}
   */
  approve(id) {
    return this.modify('POST', `${this.keyPath(id)}/approve`);
  }

  /**
   * @param {string} owner
   * @returns {Promise<{revoked: string[]|number}>} the ids of the keys, or how many they were
   */
  revokeOwner(owner) {
    return this.modify('DELETE', ownerPath(owner));
  }

  /**
   * @param {string} instant ISO-8601
   * @returns {Promise<{revoked: string[]|number}>} the ids of the keys, or how many they were
   */
  revokeIssuedBefore(instant) {
    return this.modify('POST', 'admin/revocations', { issuedBefore: instant });
  }
}

/** @param {string} owner */
function ownerPath(owner) {
  return `admin/owners/${encodeURIComponent(owner)}/keys`;
}
