/** The common parts of several tests. */
export const NOW = Date.parse('2026-03-01T12:00:00Z');
export const DAY = 86_400_000;

/** A key as the API answers it, with some members changed. */
export function key(members = {}) {
  return { id: 'abcdefghijklmnop', name: 'Nightly export', description: null, owner: 'alice', createdBy: 'alice',
    state: 'active', loginSource: 'local', service: false, awaits: [], createdAt: '2026-02-01T00:00:00Z', expiresAt: null,
    lastUsedAt: null, lastUsedFrom: null, lastRotatedAt: null, supersededBy: null, refusedAt: null, refusedFrom: null,
    seenInUrlAt: null, seenInClearAt: null, roles: [], scopes: [], networks: [], ...members };
}

/** Does something in a time zone, and goes back to the one of before. */
export function inZone(zone, work) {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    return work();
  } finally {
    if (before === undefined) {
      delete process.env.TZ;
    } else {
      process.env.TZ = before;
    }
  }
}
