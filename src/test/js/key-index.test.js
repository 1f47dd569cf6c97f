/** The list of keys, searched and sorted. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Language } from '../../main/resources/META-INF/resources/postern/base/language.js';
import { KeyIndex } from '../../main/resources/META-INF/resources/postern/keys/key-index.js';
import { KEYS_TEXTS } from '../../main/resources/META-INF/resources/postern/texts/keys.js';
import { key } from './scene.js';

const KEYS = [
  key({ id: 'c', name: 'job 10', expiresAt: null, lastUsedAt: '2026-02-03T00:00:00Z', lastUsedFrom: '192.0.2.7' }),
  key({ id: 'b', name: 'job 9', state: 'expired', expiresAt: '2026-02-02T00:00:00Z', scopes: ['read'] }),
  key({ id: 'a', name: 'ÄRGER', expiresAt: '2026-12-01T00:00:00Z', lastUsedAt: '2026-02-01T00:00:00Z' }),
];

const index = new KeyIndex(KEYS, new Language('en', KEYS_TEXTS));
const ids = (query, column = 'created', descending = true) => index.find(query, { column, descending }).map(({ id }) => id).join('');

it('all words have to be found, in whatever a key is known by', () => {
  assert.equal(ids(''), 'cba', 'newest first');
  assert.equal(ids('JOB'), 'cb');
  assert.equal(ids('job expired'), 'b');
  assert.equal(ids('192.0.2 active'), 'c');
  assert.equal(ids('ärger'), 'a');
  assert.equal(ids('read'), 'b');
  assert.equal(ids('  '), 'cba');
  assert.equal(ids('nothing of this'), '');
});

it('each column sorts in both directions', () => {
  assert.equal(ids('', 'name', false), 'abc', 'numbers by their value, an umlaut beside its letter');
  assert.equal(ids('', 'name', true), 'cba');
  assert.equal(ids('', 'expires', false), 'bac', 'what never expires comes last');
  assert.equal(ids('', 'used', true), 'cab', 'what was never used comes last');
  assert.equal(ids('', 'state', false), 'acb', 'what works comes first, by name');
  assert.equal(ids('', 'created', false), 'abc');
});

it('between equals, the order of the server decides', () => {
  const same = new KeyIndex(['z', 'y', 'x'].map(id => key({ id, name: 'same' })), new Language('en', KEYS_TEXTS));
  assert.deepEqual(same.find('', { column: 'name', descending: true }).map(({ id }) => id), ['z', 'y', 'x']);
});
