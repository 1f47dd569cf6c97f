/** The words for the state of a key. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { awaitedOf, isDisabledByAdministrator, isMoved, rankOf, reasonWord, refusalWord, suspensionBadges, stateBadge,
  warningBadges, wasResumedRecently } from '../../main/resources/META-INF/resources/postern/base/state.js';
import { COMMON_TEXTS } from '../../main/resources/META-INF/resources/postern/texts/common.js';
import { DAY, key, NOW } from './scene.js';

const at = days => new Date(NOW + days * DAY).toISOString();

describe('the badge of a state', () => {
  const texts = [
    [{ state: 'active', expiresAt: null }, 'stateActive'],
    [{ state: 'active', expiresAt: at(6.9) }, 'expiresSoon'],
    [{ state: 'active', expiresAt: at(7.1) }, 'stateActive'],
    [{ state: 'expired', expiresAt: at(-1) }, 'stateExpired'],
    [{ state: 'suspended' }, 'stateSuspended'],
    [{ state: 'revoked' }, 'stateRevoked'],
    [{ state: 'superseded', expiresAt: at(0.5) }, 'supersededUntil'],
    [{ state: 'superseded', expiresAt: at(-0.5) }, 'stateSuperseded'],
    [{ state: 'superseded', expiresAt: null }, 'stateSuperseded'],
    [{ state: 'inactive' }, 'stateInactive'],
    [{ state: 'inactive', awaits: ['approval', 'sign-in'] }, 'waitsApproval'],
    [{ state: 'inactive', awaits: ['sign-in'] }, 'waitsSignIn'],
    [{ state: 'inactive', awaits: ['rotation'] }, 'waitsRotation'],
    [{ state: 'inactive', awaits: ['administrator'] }, 'stateInactive'],
    [{ state: 'inactive', awaits: ['approval', 'organisation-administrator'] }, 'stateInactive'],
    [{ state: 'revoked', awaits: ['approval'] }, 'stateRevoked'],
    [{ state: 'inactive', awaits: ['something new'] }, 'stateInactive'],
  ];
  for (const [members, text] of texts) {
    it(`is ${text} for ${JSON.stringify(members)}`, () => assert.equal(stateBadge(key(members), NOW).text, text));
  }

  it('says when, where it speaks of an instant', () => {
    assert.equal(stateBadge(key({ expiresAt: at(2) }), NOW).when, at(2));
  });
});

it('badges warn of refusals, and tell those of a key that works from those of one that does not', () => {
  const texts = members => warningBadges(key(members)).map(badge => badge.text);
  assert.deepEqual(texts({}), []);
  assert.deepEqual(texts({ refusedAt: at(-1), refusedReason: 'network' }), ['refusedBadge']);
  assert.deepEqual(texts({ refusedAt: at(-1), refusedReason: 'expired' }), ['stillUsed']);
  assert.deepEqual(texts({ refusedAt: at(-1) }), ['stillUsed']);
  assert.deepEqual(texts({ refusedReason: 'network', seenInUrlAt: at(-1), seenInClearAt: at(-1) }),
    ['seenInUrl', 'seenInClear']);
  assert.equal(refusalWord(key({ refusedAt: at(-1), refusedReason: 'owner_gone' })), 'refusedOwnerGone');
  assert.equal(refusalWord(key({ refusedAt: at(-1), refusedReason: 'unencrypted' })), 'refusedUnencrypted');
  assert.equal(refusalWord(key({ refusedAt: at(-1), refusedReason: 'constructor' })), null);
});

it('the history says why a use was refused in the words of the page, whatever the reason', () => {
  const reasons = [...readFileSync(new URL('../../main/java/io/github/postern/auth/RejectReason.java', import.meta.url), 'utf8')
    .matchAll(/^ {2}([A-Z_]+)[,;]/gm)].map(([, name]) => name);
  assert.ok(reasons.length > 10, 'the reasons are found');
  // These prove no key, so they are in the history of none.
  const ofNobody = ['MALFORMED', 'UNKNOWN', 'WRONG_SECRET', 'WRONG_USER', 'ALTERED'];
  assert.deepEqual(reasons.filter(reason => !ofNobody.includes(reason) && !(reasonWord(reason) in COMMON_TEXTS.en)), []);
  assert.deepEqual(['NETWORK', 'EXPIRED', 'OWNER_GONE'].map(reasonWord), ['refusedNetwork', 'stateExpired', 'refusedOwnerGone']);
  assert.deepEqual(['constructor', 'not theirs', 'ACTIVE'].map(reasonWord), [null, null, null]);
});

it('badges of a suspension are for a week before and after', () => {
  const texts = members => suspensionBadges(key(members), NOW).map(badge => badge.text);
  assert.deepEqual(texts({ suspendsAt: at(6), resumedAt: at(-6) }), ['suspendsSoon', 'resumed']);
  assert.deepEqual(texts({ suspendsAt: at(8), resumedAt: at(-8) }), []);
  assert.deepEqual(texts({ state: 'suspended', suspendsAt: at(1) }), []);
  assert.equal(wasResumedRecently(key({}), NOW), false);
});

it('a key that an administrator disabled waits for one, and for nobody else', () => {
  const disabled = key({ state: 'inactive', awaits: ['administrator', 'rotation'] });
  assert.equal(isDisabledByAdministrator(disabled), true);
  assert.deepEqual(awaitedOf(disabled), ['rotation']);
  assert.deepEqual(awaitedOf(key({ awaits: undefined })), []);
});

it('a key is suspended as moved if its owner signs in in another way now', () => {
  const policy = { loginSource: 'saml' };
  assert.equal(isMoved(key({ state: 'suspended', loginSource: 'local' }), policy), true);
  assert.equal(isMoved(key({ state: 'suspended', loginSource: 'saml' }), policy), false);
  assert.equal(isMoved(key({ state: 'active', loginSource: 'local' }), policy), false);
});

it('keys that work come first when they are sorted by state', () => {
  const ranks = ['active', 'suspended', 'inactive', 'superseded', 'expired', 'revoked'].map(state => rankOf(key({ state })));
  assert.deepEqual(ranks, [...ranks].sort((a, b) => a - b));
});
