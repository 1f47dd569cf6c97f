/** The client of the HTTP API that `openapi.yaml` describes. Nothing here knows a page. */
import { filledIn } from './filled-in.js';
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
  /**
   * @param {number} status
   * @param {{detail?: string, message?: string, title?: string, code?: ?string, loginUrl?: ?string}} [problem]
   */
  constructor(status, problem = {}) {
    super(problem.detail ?? problem.message ?? problem.title ?? '');
    this.status = status;
    this.code = problem.code ?? null;
    this.loginUrl = problem.loginUrl ?? null;
  }
}

/** How calls are made, and those that all pages make. Each rejects with an {@link ApiError}. */
export class ApiClient {
  /** @type {URL} */
  #base;
  /** @type {string} */
  #keysPath;
  /** @type {?string} */
  #csrfToken = null;
  /** @type {?string} */
  #owner = null;
  /** @type {?string} */
  #stepUpRequest = null;

  /**
   * @param {URL} base where the API is, with a slash at its end
   * @param {string} keysPath the path of the keys in question, below `base`
   */
  constructor(base, keysPath) {
    this.#base = base;
    this.#keysPath = keysPath;
  }

  /**
   * The permissions of this login now.
   * @param {?string} validFor an ISO-8601 duration: the answer's `preview` is the expiry that it would lead to
   * @returns {Promise<import('./types.js').Policy>}
   */
  async policy(validFor = null) {
    const query = validFor === null ? '' : `?validFor=${encodeURIComponent(validFor)}`;
    const policy = await this.read(`policy${query}`);
    this.#owner ??= policy.owner;
    // Another user signed in meanwhile: a form for one account must not make a key for another.
    if (policy.owner !== this.#owner) {
      this.#csrfToken = null;
      throw new ApiError(403, { code: 'other-owner' });
    }
    return policy;
  }

  /**
   * The events of a key, newest first.
   * @param {string} id
   * @param {{type?: string, before?: ?string}} [page] one kind of event only; the `next` of the page before this one
   * @returns {Promise<?import('./types.js').EventPage>} null where this server keeps no history
   */
  async events(id, { type = '', before = null } = {}) {
    const query = new URLSearchParams(/** @type {Record<string, string>} */ (filledIn({ type, before })));
    const page = await orNull(this.read(`${this.keyPath(id)}/events?${query}`));
    return page?.events ? page : null;
  }

  /**
   * @param {string} id
   * @param {object} changes the members of the key to change
   * @returns {Promise<import('./types.js').Key>} the changed key, with `warnings`
   */
  edit(id, changes) {
    return this.modify('PATCH', this.keyPath(id), changes);
  }

  /**
   * @param {string} id
   * @param {string} overlap an ISO-8601 duration: how long the old secret still works
   * @returns {Promise<import('./types.js').Key>} the successor; `key` is its secret, where it is shown
   */
  rotate(id, overlap) {
    return this.modify('POST', `${this.keyPath(id)}/rotate`, { overlap });
  }

  /**
   * @param {string} id
   * @returns {Promise<import('./types.js').Key & {key: string}>} the key with its secret in `key`
   */
  reveal(id) {
    return this.modify('POST', `${this.keyPath(id)}/reveal`);
  }

  /**
   * Ends a key for good.
   * @param {string} id
   * @param {?boolean} chain whether its successors go, too; null where the caller knows of none, which is refused if
   *     there are any
   */
  delete(id, chain = null) {
    return this.modify('DELETE', `${this.keyPath(id)}${chain === null ? '' : `?chain=${chain}`}`);
  }

  /** @param {string} id */
  keyPath(id) {
    return `${this.#keysPath}/${encodeURIComponent(id)}`;
  }

  /**
   * @param {string} path below the base
   * @returns {Promise<any>} the answer's JSON
   */
  read(path) {
    return this.#send('GET', path);
  }

  /**
   * Sends a change, with the token that protects against forged requests.
   * @param {string} method
   * @param {string} path below the base
   * @param {object} [body]
   * @param {Record<string, string>} [headers]
   * @returns {Promise<any>} the answer's JSON; null if it has no body
   */
  async modify(method, path, body, headers) {
    if (this.#csrfToken === null) {
      await this.policy();
    }
    try {
      return await this.#send(method, path, body, headers);
    } catch (error) {
      if (codeOf(error) !== 'csrf') {
        throw error;
      }
    }
    // After a new login in another tab the token in hand is of the session before.
    await this.policy();
    return this.#send(method, path, body, headers);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @param {Record<string, string>} [more]
   */
  async #send(method, path, body, more = {}) {
    const headers = new Headers({ Accept: 'application/json', ...more });
    if (method !== 'GET') {
      headers.set('X-CSRF-Token', String(this.#csrfToken));
      if (this.#stepUpRequest !== null) {
        headers.set(STEP_UP_REQUEST, this.#stepUpRequest);
      }
    }
    if (body !== undefined) {
      headers.set('Content-Type', 'application/json');
    }
    let response;
    try {
      response = await fetch(new URL(path, this.#base), { method, headers, cache: 'no-store', credentials: 'same-origin',
        redirect: 'manual', signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
        ...(body !== undefined && { body: JSON.stringify(body) }) });
    } catch {
      throw new ApiError(0);
    }
    this.#keepToken(response.headers.get('X-CSRF-Token'), path.startsWith('policy'));
    this.#stepUpRequest = response.headers.get(STEP_UP_REQUEST) ?? this.#stepUpRequest;
    return readAnswer(response);
  }

  /**
   * A new token means a new login; only the policy tells whose it is, so nothing is sent with it before that is asked.
   * @param {?string} token
   * @param {boolean} fromPolicy
   */
  #keepToken(token, fromPolicy) {
    if (token !== null && token !== this.#csrfToken) {
      this.#csrfToken = fromPolicy ? token : null;
    }
  }
}

/**
 * The answer; null where this server has no such thing.
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<?T>}
 */
export async function orNull(answer) {
  try {
    return await answer;
  } catch (error) {
    if ([404, 405].includes(statusOf(error))) {
      return null;
    }
    throw error;
  }
}

/**
 * @param {unknown} error
 * @returns {?string} the code of a refusal by the API; null for anything else
 */
export function codeOf(error) {
  return error instanceof ApiError ? error.code : null;
}

/**
 * @param {unknown} error
 * @returns {number} the HTTP status of a refusal by the API; -1 for anything else
 */
export function statusOf(error) {
  return error instanceof ApiError ? error.status : -1;
}

/** @param {Response} response */
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
