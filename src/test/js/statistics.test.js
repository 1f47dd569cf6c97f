/** The numbers of charts, with their names. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { endingRows, stateRows } from '../../main/resources/META-INF/resources/postern/admin/statistics.js';
import { Language } from '../../main/resources/META-INF/resources/postern/base/language.js';
import { ADMIN_TEXTS } from '../../main/resources/META-INF/resources/postern/texts/admin.js';

const ENGLISH = new Language('en', ADMIN_TEXTS);

it('each state that a key can be in has its number, none of them too', () => {
  const rows = stateRows(ENGLISH, { states: { active: 3, expired: 1, revoked: 7 }, endings: [], uses: [] });
  assert.deepEqual(rows.map(({ pattern, value }) => `${pattern} ${value}`),
    ['active 3', 'inactive 0', 'suspended 0', 'expired 1', 'superseded 0']);
  assert.deepEqual(rows.map(({ label }) => label), ['Active', 'Disabled', 'Suspended', 'Expired', 'Superseded']);
});

it('keys are counted by the range of days in which they end, and those without an end apart', () => {
  const rows = endingRows(ENGLISH, { states: {}, uses: [], endless: 4,
    endings: [{ days: 7, keys: 1 }, { days: 1500, keys: 2 }, { days: null, keys: 3 }] });
  assert.deepEqual(rows.map(({ value }) => value), [1, 2, 3, 4]);
  assert.match(rows[0].label, /7/);
  assert.match(rows[1].label, /8\D+1,500/);
  assert.doesNotMatch(rows[2].label, /\d/);
  assert.equal(new Set(rows.map(({ label }) => label)).size, 4);
  assert.equal(rows[0].pattern, 'suspended', 'the first range stands out');
});

it('a server that does not count keys without an end has none', () => {
  assert.equal(endingRows(ENGLISH, { states: {}, uses: [], endings: [] }).at(-1).value, 0);
});
