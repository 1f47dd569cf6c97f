/** The client of the HTTP API that `openapi.yaml` describes. Nothing here knows a page. */
const ANSWER_TIMEOUT_MS = 30_000;
// Refusals in the style of another product have no code in their body.
const CODE = 'Postern-Problem';
const STEP_UP_URL = 'Postern-Step-Up-Url';
const STEP_UP_REQUEST = 'Postern-Step-Up-Request';

/**
 * A refusal by the API with its problem's `code` and `detail`; `status` 0 when no answer came. With the code
 * `step-up-required`, `loginUrl` says where to sign in again (null if the application did not say).
 */
export class ApiError extends Error {
  constructor(status, problem = {}) {
    super(problem.detail ?? problem.message ?? problem.title ?? '');
    this.status = status;
    this.code = problem.code ?? null;
    this.loginUrl = problem.loginUrl ?? null;
  }
}

/** How calls are made, and what every page asks first. Each call rejects with an {@link ApiError}. */
export class ApiClient {
  #base;
  #csrfToken = null;
  #owner = null;
  #stepUpRequest = null;

  /** @param {URL} base where the API is, with a slash at its end */
  constructor(base) {
    this.#base = base;
  }

  /** What this login may do now; with `validFor` (ISO-8601) also the expiry that it would lead to, as `preview`. */
  async policy(validFor = null) {
    const query = validFor === null ? '' : `?validFor=${encodeURIComponent(validFor)}`;
    const policy = await this.read(`policy${query}`);
    this.#owner ??= policy.owner;
    // Somebody else signed in meanwhile: what was typed for one account must not make a key for another.
    if (policy.owner !== this.#owner) {
      this.#csrfToken = null;
      throw new ApiError(403, { code: 'other-owner' });
    }
    return policy;
  }

  read(path) {
    return this.#send('GET', path);
  }

  async modify(method, path, body, headers) {
    if (this.#csrfToken === null) {
      await this.policy();
    }
    try {
      return await this.#send(method, path, body, headers);
    } catch (error) {
      if (error.code !== 'csrf') {
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
    this.#keepToken(response.headers.get('X-CSRF-Token'), path.startsWith('policy'));
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

/** The calls that a profile page makes. */
export class KeyApi extends ApiClient {
  /** The own keys, newest first; none for those who may not list them. */
  async keys() {
    try {
      return (await this.read('keys')).keys;
    } catch (error) {
      if (error.code === 'forbidden') {
        return [];
      }
      throw error;
    }
  }

  /** What happened to a key, newest first, as `{events, next}`, where `next` is the `before` of the page that follows; null where
   * this server does not tell. */
  async events(id, before = null) {
    try {
      const page = await this.read(`${keyPath(id)}/events${before ? `?${new URLSearchParams({ before })}` : ''}`);
      return page.events ? page : null;
    } catch (error) {
      if (error.status === 404) {
        return null;
      }
      throw error;
    }
  }

  /** The new key with its secret in `key`; without `key` when this idempotency key has made one before. */
  create(newKey, idempotencyKey) {
    return this.modify('POST', 'keys', newKey, { 'Idempotency-Key': idempotencyKey });
  }

  /** The changed key, with `warnings`. */
  edit(id, change) {
    return this.modify('PATCH', keyPath(id), change);
  }

  /** The successor with its secret in `key`; the old secret works on for `overlap` (ISO-8601). */
  rotate(id, overlap) {
    return this.modify('POST', `${keyPath(id)}/rotate`, { overlap });
  }

  /** The key with its secret in `key`. */
  reveal(id) {
    return this.modify('POST', `${keyPath(id)}/reveal`);
  }

  /** Wakes a key that sleeps since its owner signs in in another way. */
  confirm(id) {
    return this.modify('POST', `${keyPath(id)}/confirm`);
  }

  /** `chain`: whether its successors are deleted, too; null where nobody knows of any, which is refused if there are. */
  delete(id, chain = null) {
    return this.modify('DELETE', `${keyPath(id)}${chain === null ? '' : `?chain=${chain}`}`);
  }

  /** The ids of all own keys, which work no more. */
  async deleteAll() {
    return (await this.modify('DELETE', 'keys')).revoked;
  }
}

function keyPath(id) {
  return `keys/${encodeURIComponent(id)}`;
}

async function readAnswer(response) {
  if (response.status === 204) {
    return null;
  }
  const isJson = /[/+]json\b/.test(response.headers.get('Content-Type') ?? '');
  const answer = isJson ? await response.json().catch(() => { throw new ApiError(0); }) : null;
  // Accepted is no success here: nothing was done, the call wants a fresh login first.
  if (response.status === 202 || (!response.ok && response.type !== 'opaqueredirect')) {
    throw new ApiError(response.status,
      { code: response.headers.get(CODE), loginUrl: response.headers.get(STEP_UP_URL), ...answer });
  }
  if (!isJson) {
    // An application that guards the path itself answers with its login page, or a redirect to it.
    throw new ApiError(401);
  }
  return answer;
}

/** A value for the header `Idempotency-Key`; `randomUUID` exists in secure contexts only. */
export function newIdempotencyKey() {
  if (crypto.randomUUID) {
    return crypto.randomUUID();
  }
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
