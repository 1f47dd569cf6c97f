/** The calls that a profile page makes. */
import { ApiClient, codeOf } from '../base/api.js';

/** @typedef {import('../base/types.js').Key} Key */

/** The keys of the user who is signed in. */
export class KeyApi extends ApiClient {
  /** @param {URL} base where the API is, with a slash at its end */
  constructor(base) {
    super(base, 'keys');
  }

  /** @returns {Promise<Key[]>} the own keys, newest first; none for those who may not list them */
  async keys() {
    try {
      return (await this.read('keys')).keys;
    } catch (error) {
      if (codeOf(error) === 'forbidden') {
        return [];
      }
      throw error;
    }
  }

  /**
   * @param {object} newKey
   * @param {string} idempotencyKey
   * @returns {Promise<Key>} with the secret in `key`, but without it when this idempotency key has made one before
   */
  create(newKey, idempotencyKey) {
    return this.modify('POST', 'keys', newKey, { 'Idempotency-Key': idempotencyKey });
  }

  /**
   * Confirms a key that is suspended since its owner signs in through another source.
   * @param {string} id
   * @returns {Promise<Key>}
   */
  confirm(id) {
    return this.modify('POST', `${this.keyPath(id)}/confirm`);
  }

  /** @returns {Promise<string[]>} the ids of all own keys, which work no more */
  async deleteAll() {
    return (await this.modify('DELETE', 'keys')).revoked;
  }
}
