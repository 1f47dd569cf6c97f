/** Words, dates and amounts in the reader's language, and which language that is. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ApiError } from '../../main/resources/META-INF/resources/postern/base/api.js';
import { Language } from '../../main/resources/META-INF/resources/postern/base/language.js';
import { localeOf } from '../../main/resources/META-INF/resources/postern/base/locale.js';
import { inZone } from './scene.js';

it('the language is the first that there are texts for, with the region that the browser knows', () => {
  assert.equal(localeOf(['de'], ['en-GB']), 'de');
  assert.equal(localeOf(['de'], ['fr', 'de-AT']), 'de-AT');
  assert.equal(localeOf(['de-CH'], ['de-AT']), 'de-CH');
  assert.equal(localeOf(['pt-BR', 'ja', 'de'], []), 'ja');
  assert.equal(localeOf(['DE-de'], []), 'DE-de');
  assert.equal(localeOf(['pt', 'nl'], ['pt', 'en-GB']), 'en-GB');
  assert.equal(localeOf([], []), 'en');
});

it('a text that is no language, or no tag of one, breaks nothing', () => {
  assert.equal(localeOf(['constructor'], []), 'en');
  assert.equal(localeOf(['de-'], ['de-AT']), 'de-AT');
  for (const odd of ['de-', 'de-!', 'de--DE', '__proto__', 'zh-']) {
    assert.ok(new Language(localeOf([odd], [])).number(1), odd);
  }
});

it('English stands in for what another language lacks', () => {
  const more = { en: { greeting: 'Hello {name}', only: 'English' }, de: { greeting: 'Hallo {name}' } };
  assert.equal(new Language('de', more).text('greeting', { name: 'alice' }), 'Hallo alice');
  assert.equal(new Language('de-AT', more).text('only'), 'English');
  assert.equal(new Language('pt', more).text('greeting', { name: 'alice' }), 'Hello alice');
  assert.equal(new Language('pt').text('cancel'), new Language('en').text('cancel'));
});

it('values stand where they belong, and a place without one stays', () => {
  const language = new Language('en', { en: { said: '{who}: {what}{what}' } });
  assert.equal(language.text('said', { who: 'alice', what: '{who}' }), 'alice: {who}{who}', 'a value is no text');
  assert.equal(language.text('said', { who: 'alice' }), 'alice: {what}{what}');
  assert.deepEqual(language.nodes('said', { who: 1, what: 2 }), ['', 1, ': ', 2, '', 2, '']);
});

it('an error is said in the language of the reader, with the words of the server after it', () => {
  const taken = new ApiError(409, { code: 'name-taken', detail: 'You have a key of this name.' });
  assert.equal(new Language('en').error(taken), 'You have a key of this name.');
  assert.match(new Language('de').error(taken), /^Sie haben schon .* \(You have a key of this name\.\)$/);
  assert.equal(new Language('de').error(new ApiError(409, { code: 'no-such-code', detail: 'So.' })), 'So.');
  assert.match(new Language('en').error(new ApiError(0)), /did not answer/);
  assert.match(new Language('en').error(new ApiError(401, { detail: 'x' })), /not signed in, or your session has ended/);
  assert.match(new Language('en').error(new ApiError(403, { code: 'other-owner' })), /somebody else/);
  assert.match(new Language('en').error(new ApiError(502)), /status 502/);
  assert.equal(new Language('en').error(new TypeError('a fault of ours')), 'a fault of ours');
});

it('an instant is told in the time zone of the reader and in UTC', () => {
  const language = new Language('en-GB');
  const told = zone => inZone(zone, () => new Language('en-GB').inBothZones('2026-07-15T23:30:00Z'));
  const [berlin, utc] = told('Europe/Berlin');
  assert.match(berlin, /Thu.*16 July 2026.*01:30/);
  assert.match(utc, /15 Jul 2026.*23:30.*UTC/);
  assert.match(told('America/New_York')[0], /Wed.*15 July 2026.*19:30/);
  assert.equal(inZone('UTC', () => language.inBothZones('2026-07-15T23:30:00Z')).length, 1, 'once for a user in UTC');
  assert.equal(told('Africa/Abidjan').length, 2, 'a user there may not know that it is the same');
});

it('amounts and durations are in the largest unit that fits', () => {
  const [english, german] = [new Language('en'), new Language('de')];
  assert.deepEqual(['P7D', 'PT48H', 'PT36H', 'PT90M', 'PT0S'].map(text => english.duration(text)),
    ['7 days', '2 days', '36 hours', '90 minutes', '0 hours']);
  assert.equal(german.duration('P7D'), '7 Tage');
  assert.equal(german.number(10_000), '10.000');
  assert.equal(english.amount(1, 'hour'), '1 hour');
});

it('distances in time are rounded, and the last seconds are now', () => {
  const language = new Language('en');
  const from = ms => language.relative(new Date(Date.now() + ms).toISOString());
  assert.equal(from(5 * 86_400_000 + 60_000), 'in 5 days');
  assert.equal(from(-3 * 3_600_000 - 1000), '3 hours ago');
  assert.equal(from(-1000), 'this minute');
});

it('names are sorted as people of the language do', () => {
  assert.deepEqual(['Zoo', 'Öl', 'job 10', 'job 9', 'Apfel'].sort(new Language('de').collator.compare),
    ['Apfel', 'job 9', 'job 10', 'Öl', 'Zoo']);
});
