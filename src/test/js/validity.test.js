/** The possible validities of a key, and the expiry of each, in several time zones. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hoursIn } from '../../main/resources/META-INF/resources/postern/base/duration.js';
import { defaultOf, endOf, endOfOverlap, instantOf, isEndless, longest, overlapsUpTo, presetsWithin,
  requestOf } from '../../main/resources/META-INF/resources/postern/base/validity-rules.js';
import { inZone, NOW } from './scene.js';

const RULES = { choice: 'free', unit: 'days', required: true, default: 'P30D', maximum: 'P365D', fixedExpiresAt: null,
  reason: null };
const chosen = (choice, { custom = '', date = '' } = {}) => ({ choice, custom, date });

it('hours are read from a duration, and from nothing else', () => {
  assert.deepEqual(['P30D', 'PT720H', 'P1DT12H', 'PT90M', 'PT1800S', 'PT0S'].map(hoursIn), [720, 720, 36, 1.5, 0.5, 0]);
  assert.deepEqual([null, '', '30 days', 'P1M', 'P1Y', 'P-1D'].map(hoursIn), [null, null, null, null, null, null]);
});

it('the longest validity is a whole number of the unit', () => {
  assert.equal(longest(RULES), 365);
  assert.equal(longest({ ...RULES, maximum: 'PT36H' }), 1);
  assert.equal(longest({ ...RULES, unit: 'hours', maximum: 'PT36H' }), 36);
  assert.equal(longest({ ...RULES, maximum: null }), null);
});

it('presets beyond the maximum are left out, unless the rules may be others for the owner', () => {
  assert.deepEqual(presetsWithin({ ...RULES, maximum: 'P30D' }, [7, 30, 60]), [7, 30]);
  assert.deepEqual(presetsWithin({ ...RULES, maximum: null }, [7, 30, 60]), [7, 30, 60]);
  assert.deepEqual(presetsWithin({ ...RULES, choice: 'fixed', maximum: 'P1D' }, [7]), [7]);
});

it('the default is a preset where one fits, else a number of the unit, else never', () => {
  const choices = ['7', '30', 'custom'];
  assert.deepEqual(defaultOf(RULES, choices), { choice: '30', custom: '' });
  assert.deepEqual(defaultOf({ ...RULES, default: 'P45D' }, choices), { choice: 'custom', custom: '45' });
  assert.deepEqual(defaultOf({ ...RULES, default: 'PT24H', unit: 'hours' }, choices), { choice: 'custom', custom: '24' });
  assert.deepEqual(defaultOf({ ...RULES, default: 'PT6H' }, choices), { choice: 'custom', custom: '1' });
  assert.deepEqual(defaultOf({ ...RULES, default: null }, [...choices, 'never']), { choice: 'never', custom: '' });
  assert.deepEqual(defaultOf({ ...RULES, default: null }, choices), { choice: 'custom', custom: '' });
});

describe('the request', () => {
  const days = { unit: 'days', most: 365 };

  it('says the number in the unit of the rules', () => {
    assert.deepEqual(requestOf(chosen('60'), days), { validFor: 'P60D' });
    assert.deepEqual(requestOf(chosen('custom', { custom: '12' }), days), { validFor: 'P12D' });
    assert.deepEqual(requestOf(chosen('custom', { custom: '12' }), { unit: 'hours' }), { validFor: 'PT12H' });
  });

  it('says never in so many words, and nothing where nothing is to be said', () => {
    assert.deepEqual(requestOf(chosen('never'), days), { expiresAt: null });
    assert.deepEqual(requestOf(chosen('unspecified'), days), {});
  });

  it('is nothing while nothing valid is chosen', () => {
    for (const custom of ['', '0', '-1', '1.5', '366', 'abc', '1e9']) {
      assert.equal(requestOf(chosen('custom', { custom }), days), null, custom);
    }
    assert.equal(requestOf(chosen('date', { date: '' }), days), null);
  });
});

describe('a date and time of the reader', () => {
  const ends = [
    ['Europe/Berlin', '2026-01-15T09:30', '2026-01-15T08:30:00.000Z'],
    ['Europe/Berlin', '2026-07-15T09:30', '2026-07-15T07:30:00.000Z'],
    // The hour that the clocks leave out, and the one that they show twice: the first of the two.
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['America/New_York', '2026-07-15T23:30', '2026-07-16T03:30:00.000Z'],
    ['Asia/Kolkata', '2026-07-15T00:15', '2026-07-14T18:45:00.000Z'],
    ['Pacific/Kiritimati', '2026-01-01T00:00', '2025-12-31T10:00:00.000Z'],
    ['UTC', '2026-07-15T09:30', '2026-07-15T09:30:00.000Z'],
  ];
  for (const [zone, local, instant] of ends) {
    it(`${local} in ${zone} is ${instant}`, () => {
      assert.equal(inZone(zone, () => instantOf(local)), instant);
      assert.deepEqual(inZone(zone, () => requestOf(chosen('date', { date: local }), { unit: 'days' })), { expiresAt: instant });
    });
  }

  it('is none while it is incomplete', () => {
    assert.deepEqual(['', '2026-07-15T', '2026-13-01T00:00', 'tomorrow'].map(instantOf), [null, null, null, null]);
  });
});

it('a validity is counted in hours, over a change of the clocks too', () => {
  for (const zone of ['Europe/Berlin', 'America/New_York', 'UTC']) {
    const before = Date.parse('2026-03-28T12:00:00Z');
    assert.equal(inZone(zone, () => endOf('P30D', before)), '2026-04-27T12:00:00.000Z', zone);
  }
});

it('no end is told that no calendar has', () => {
  assert.equal(endOf('P999999999D', NOW), null);
  assert.equal(endOf('for ever', NOW), null);
});

it('the old secret works for the overlap, but not beyond its own end', () => {
  assert.equal(endOfOverlap(null, 'PT1H', NOW), '2026-03-01T13:00:00.000Z');
  assert.equal(endOfOverlap('2026-03-01T12:30:00Z', 'PT1H', NOW), '2026-03-01T12:30:00.000Z');
  assert.equal(endOfOverlap(null, 'PT0S', NOW), null);
});

it('overlaps are offered up to what the policy allows', () => {
  assert.deepEqual(overlapsUpTo('P7D'), ['PT0S', 'PT1H', 'P1D', 'P7D']);
  assert.deepEqual(overlapsUpTo('PT0S'), ['PT0S']);
  assert.deepEqual(overlapsUpTo('PT30M'), ['PT0S', 'PT30M'], 'the maximum itself, where no usual one fits');
});

it('keys are endless only where nobody chooses and nothing limits', () => {
  assert.equal(isEndless({ ...RULES, choice: 'fixed', required: false, maximum: null }), true);
  assert.equal(isEndless({ ...RULES, choice: 'fixed', maximum: null }), false);
  assert.equal(isEndless({ ...RULES, required: false, maximum: null }), false);
});
