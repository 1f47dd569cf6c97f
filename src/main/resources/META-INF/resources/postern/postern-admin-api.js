/** The calls of `openapi.yaml` that administrators make. */
import { ApiError } from './postern-base.js';

const ANSWER_TIMEOUT_MS = 30_000;
const STEP_UP_REQUEST = 'Postern-Step-Up-Request';

/** The call needs a fresh login; `loginUrl` says where, null if the application did not say. */
export class StepUpError extends ApiError {
  constructor(status, answer, loginUrl) {
    super(status, { ...answer, code: 'step-up-required' });
    this.loginUrl = loginUrl;
  }
}

/** Every call rejects with an {@link ApiError}. */
export class AdminApi {
  #base;
  #csrfToken = null;
  #person = null;
  #stepUpRequest = null;

  /** @param {URL} base where the API is, with a slash at its end */
  constructor(base) {
    this.#base = base;
  }

  /** What this login may do now. */
  async policy() {
    const policy = await this.#send('GET', 'policy');
    this.#person ??= policy.owner;
    // Somebody else signed in meanwhile: what was typed by one administrator must not be done by another.
    if (policy.owner !== this.#person) {
      this.#csrfToken = null;
      throw new ApiError(403, { code: 'other-owner' });
    }
    return policy;
  }

  /** One page of keys: `{keys, next}`, where `next` is the `after` of the following page. */
  keys(filters, limit, after = null) {
    const given = Object.entries({ ...filters, limit, after }).filter(([, value]) => value !== null && value !== '');
    return this.#send('GET', `admin/keys?${new URLSearchParams(given)}`);
  }

  /** The audit trail of a key, newest first; null where this server keeps none. */
  async events(id) {
    const answer = await this.#orNull(this.#send('GET', `${keyPath(id)}/events`));
    return answer?.events ?? null;
  }

  /** The numbers behind the charts; null where this server counts nothing. */
  statistics() {
    return this.#orNull(this.#send('GET', 'admin/statistics'));
  }

  create(owner, newKey, idempotencyKey) {
    return this.#modify('POST', ownerPath(owner), newKey, { 'Idempotency-Key': idempotencyKey });
  }

  edit(id, changes) {
    return this.#modify('PATCH', keyPath(id), changes);
  }

  approve(id) {
    return this.#modify('POST', `${keyPath(id)}/approve`);
  }

  rotate(id, overlap) {
    return this.#modify('POST', `${keyPath(id)}/rotate`, overlap === null ? undefined : { overlap });
  }

  reveal(id) {
    return this.#modify('POST', `${keyPath(id)}/reveal`);
  }

  revoke(id) {
    return this.#modify('DELETE', keyPath(id));
  }

  revokeOwner(owner) {
    return this.#modify('DELETE', ownerPath(owner));
  }

  revokeIssuedBefore(instant) {
    return this.#modify('POST', 'admin/revocations', { issuedBefore: instant });
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

  async #modify(method, path, body, headers) {
    if (this.#csrfToken === null) {
      await this.policy();
    }
    try {
      return await this.#send(method, path, body, headers);
    } catch (error) {
      // The error styles of other products have no code.
      if (error.status !== 403 || (error.code ?? 'csrf') !== 'csrf') {
        throw error;
      }
    }
    // After a new login in another tab the token in hand is of the session before.
    await this.policy();
    return this.#send(method, path, body, headers);
  }

  async #send(method, path, body, headers = {}) {
    const request = { method, headers: { Accept: 'application/json', ...headers }, cache: 'no-store',
      credentials: 'same-origin', redirect: 'manual', signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) };
    if (method !== 'GET') {
      request.headers['X-CSRF-Token'] = this.#csrfToken;
      if (this.#stepUpRequest !== null) {
        request.headers[STEP_UP_REQUEST] = this.#stepUpRequest;
      }
    }
    if (body !== undefined) {
      request.headers['Content-Type'] = 'application/json';
      request.body = JSON.stringify(body);
    }
    let response;
    try {
      response = await fetch(new URL(path, this.#base), request);
    } catch {
      throw new ApiError(0);
    }
    this.#keepToken(response.headers.get('X-CSRF-Token'), path === 'policy');
    this.#stepUpRequest = response.headers.get(STEP_UP_REQUEST) ?? this.#stepUpRequest;
    return readAnswer(response);
  }

  /** A new token means a new login; only the policy tells whose it is, so nothing is sent with it before that is asked. */
  #keepToken(token, fromPolicy) {
    if (token !== null && token !== this.#csrfToken) {
      this.#csrfToken = fromPolicy ? token : null;
    }
  }
}

function keyPath(id) {
  return `admin/keys/${encodeURIComponent(id)}`;
}

function ownerPath(owner) {
  return `admin/owners/${encodeURIComponent(owner)}/keys`;
}

async function readAnswer(response) {
  if (response.status === 204) {
    return null;
  }
  const isJson = /[/+]json\b/.test(response.headers.get('Content-Type') ?? '');
  const answer = isJson ? await response.json().catch(() => { throw new ApiError(0); }) : null;
  if (response.headers.has(STEP_UP_REQUEST)) {
    throw new StepUpError(response.status, { detail: answer?.message, ...answer },
      response.headers.get('Postern-Step-Up-Url'));
  }
  if (!response.ok && response.type !== 'opaqueredirect') {
    throw new ApiError(response.status, { detail: answer?.message, ...answer });
  }
  if (!isJson) {
    // An application that guards the path itself answers with its login page, or a redirect to it.
    throw new ApiError(401);
  }
  return answer;
}
