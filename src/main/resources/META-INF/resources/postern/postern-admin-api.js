/** The calls of `openapi.yaml` that administrators make. */
import { ApiClient } from './postern-base.js';

/** Every call rejects with an `ApiError`. */
export class AdminApi extends ApiClient {
  /** One page of keys: `{keys, next}`, where `next` is the `after` of the following page. */
  keys(filters, limit, after = null) {
    const given = Object.entries({ ...filters, limit, after }).filter(([, value]) => value !== null && value !== '');
    return this.read(`admin/keys?${new URLSearchParams(given)}`);
  }

  /** One key, with the roles that it has now. */
  key(id) {
    return this.read(keyPath(id));
  }

  /**
   * The audit trail of a key, newest first, as `{events, next}`, where `next` is the `before` of the page that follows; null where
   * this server keeps none.
   */
  async events(id, { type = '', before = null } = {}) {
    const given = Object.entries({ type, before }).filter(([, value]) => value);
    const answer = await this.#orNull(this.read(`${keyPath(id)}/events?${new URLSearchParams(given)}`));
    return answer?.events ? answer : null;
  }

  /** The numbers behind the charts; null where this server counts nothing. */
  statistics() {
    return this.#orNull(this.read('admin/statistics'));
  }

  /** Who somebody is, and which roles a key of theirs will have. */
  owner(name) {
    return this.read(`admin/owners/${encodeURIComponent(name)}`);
  }

  create(owner, newKey, idempotencyKey) {
    return this.modify('POST', ownerPath(owner), newKey, { 'Idempotency-Key': idempotencyKey });
  }

  edit(id, changes) {
    return this.modify('PATCH', keyPath(id), changes);
  }

  approve(id) {
    return this.modify('POST', `${keyPath(id)}/approve`);
  }

  rotate(id, overlap) {
    return this.modify('POST', `${keyPath(id)}/rotate`, overlap === null ? undefined : { overlap });
  }

  reveal(id) {
    return this.modify('POST', `${keyPath(id)}/reveal`);
  }

  /** `chain`: whether its successors are revoked, too; null where nobody knows of any, which is refused if there are. */
  revoke(id, chain = null) {
    return this.modify('DELETE', `${keyPath(id)}${chain === null ? '' : `?chain=${chain}`}`);
  }

  revokeOwner(owner) {
    return this.modify('DELETE', ownerPath(owner));
  }

  revokeIssuedBefore(instant) {
    return this.modify('POST', 'admin/revocations', { issuedBefore: instant });
  }

  async #orNull(answer) {
    try {
      return await answer;
    } catch (error) {
      if (error.status === 404 || error.status === 405) {
        return null;
      }
      throw error;
    }
  }
}

function keyPath(id) {
  return `admin/keys/${encodeURIComponent(id)}`;
}

function ownerPath(owner) {
  return `admin/owners/${encodeURIComponent(owner)}/keys`;
}
