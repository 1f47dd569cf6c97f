/**
 * The answers of the API, as `openapi.yaml` describes it, and what a page lends to what it opens. For the type check only:
 * no module is loaded for a type.
 *
 * @typedef {'active'|'expired'|'inactive'|'suspended'|'superseded'|'revoked'} State
 * @typedef {'local'|'saml'} LoginSource
 * @typedef {'approval'|'sign-in'|'administrator'|'organisation-administrator'|'rotation'} Awaited
 *
 * @typedef {object} Key Instants are ISO-8601 in UTC.
 * @property {string} id
 * @property {string} [key] the secret, only in the answer that made or revealed it
 * @property {string} name
 * @property {?string} description
 * @property {string} owner
 * @property {string} createdBy
 * @property {?string} [requestedBy] who asked for the secret that it has now
 * @property {?string} [disabledBy]
 * @property {?string} [disabledAt]
 * @property {State} state
 * @property {?('changed'|'pepper')} [unverifiable] why nobody can tell that its record is right
 * @property {LoginSource} loginSource
 * @property {boolean} [service]
 * @property {Awaited[]} [awaits]
 * @property {?string} [approvedBy]
 * @property {?string} [approvedAt]
 * @property {string} createdAt
 * @property {?string} expiresAt null: never
 * @property {?string} [sessionEnd]
 * @property {?string} [suspendsAt]
 * @property {?string} [resumedAt]
 * @property {?string} lastUsedAt
 * @property {?string} lastUsedFrom
 * @property {?string} lastRotatedAt
 * @property {?string} supersededBy
 * @property {?string} refusedAt
 * @property {?string} refusedFrom
 * @property {?string} [refusedReason]
 * @property {number} [refusedToday]
 * @property {?string} seenInUrlAt
 * @property {?string} [seenInClearAt]
 * @property {string[]} [roles]
 * @property {string[]} scopes
 * @property {string[]} networks
 * @property {string[]} [replaced] ids of the keys that a new one replaced
 * @property {string[]} [warnings] what may surprise about a change
 *
 * @typedef {object} KeyEvent
 * @property {string} type
 * @property {string} at
 * @property {number} count
 * @property {?string} actor
 * @property {?string} address
 * @property {?string} detail
 *
 * @typedef {object} EventPage
 * @property {KeyEvent[]} events newest first
 * @property {?string} next the `before` of the page that follows; null at the end
 *
 * @typedef {object} ValidityRules
 * @property {'free'|'fixed'} choice
 * @property {'days'|'hours'} unit
 * @property {boolean} required false: a key may live for ever
 * @property {?string} default
 * @property {?string} maximum
 * @property {?string} fixedExpiresAt
 * @property {?string} reason
 *
 * @typedef {object} StepUp
 * @property {boolean} required
 * @property {string} maximumAge
 * @property {?string} loginUrl
 *
 * @typedef {object} Policy
 * @property {string} owner
 * @property {LoginSource} loginSource
 * @property {boolean} mayCreate
 * @property {?string} reason
 * @property {string[]} blockingKeys
 * @property {string[]} replacingKeys
 * @property {number} keysPerOwner
 * @property {ValidityRules} validity
 * @property {?{expiresAt: ?string}} preview
 * @property {boolean} revealable
 * @property {string[]} operations
 * @property {{required: boolean, pattern: ?string}} [name]
 * @property {{name: string}[]} scopes
 * @property {string} maximumOverlap
 * @property {?StepUp} [stepUp]
 * @property {'always'|'before-expiry'|'never'} expiryEdits
 * @property {boolean} approval
 * @property {'nobody'|'organisation'|'everybody'} administers
 * @property {Record<LoginSource, string[]>} [administratorOperations]
 * @property {string[]} carriers how a script sends a key, the preferred one first
 *
 * @typedef {object} Page What dialogs borrow from the element that opens them.
 * @property {Element|ShadowRoot} root where dialogs go
 * @property {import('./language.js').Language} language
 * @property {URL} apiUrl
 * @property {?Policy} policy null while it is not known
 * @property {?import('./memory.js').Memory} shown notes which key's secret is on the screen; null where nobody asks
 * @property {function(import('./dialog.js').Dialog): void} opened told of each dialog, so that it goes with the element
 * @property {function(): void} left told that the page was left with a secret on the screen
 *
 * @typedef {Page & {api: import('./api.js').ApiClient, policy: Policy}} ReadyPage one whose policy is known
 */
export {};
