/** The members and parameters of calls, from what was typed and chosen. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { queryOf } from '../../main/resources/META-INF/resources/postern/admin/filters.js';
import { signInUrl } from '../../main/resources/META-INF/resources/postern/base/errors.js';
import { networksIn } from '../../main/resources/META-INF/resources/postern/base/fields.js';
import { filledIn } from '../../main/resources/META-INF/resources/postern/base/filled-in.js';

it('members that say nothing are left out', () => {
  assert.deepEqual(filledIn({ name: 'n', description: '', scopes: [], networks: ['10.0.0.0/8'], service: false,
    loginSource: null, before: undefined }), { name: 'n', networks: ['10.0.0.0/8'] });
  assert.deepEqual(filledIn({ service: true, count: 0 }), { service: true, count: 0 }, 'zero says something');
  assert.deepEqual(filledIn({}), {});
});

it('networks are set apart by spaces, commas, semicolons and ends of lines', () => {
  assert.deepEqual(networksIn(' 10.0.0.0/8, 192.0.2.7;2001:db8::/32\n\t198.51.100.1 '),
    ['10.0.0.0/8', '192.0.2.7', '2001:db8::/32', '198.51.100.1']);
  assert.deepEqual(networksIn(' ,;\n'), []);
});

it('filters that are set become parameters, without the spaces around them', () => {
  const none = { q: '', owner: '', state: '', loginSource: '', createdBy: '', unusedDays: '' };
  assert.deepEqual(queryOf(none), {});
  assert.deepEqual(queryOf({ ...none, q: ' night  job ', owner: '  ', state: 'inactive' }),
    { q: 'night  job', state: 'inactive' });
});

it('days without a use become a duration, if they are a whole number of days', () => {
  assert.deepEqual(queryOf({ unusedDays: '90' }), { unusedFor: 'P90D' });
  for (const odd of ['', '0', '-1', '1.5', 'many', 'Infinity']) {
    assert.deepEqual(queryOf({ unusedDays: odd }), {}, odd);
  }
});

const HERE = { base: 'https://app.example.com/app/postern/', path: '/app/postern/?a=b&c' };

it('the login page is told where to come back to', () => {
  assert.equal(signInUrl('../login', HERE), 'https://app.example.com/app/login?return=%2Fapp%2Fpostern%2F%3Fa%3Db%26c');
  assert.equal(signInUrl('https://sso.example.com/?x=1&return=elsewhere', HERE),
    'https://sso.example.com/?x=1&return=%2Fapp%2Fpostern%2F%3Fa%3Db%26c');
});

it('only a page is a login page', () => {
  for (const odd of [null, undefined, '', 'javascript:alert(1)', ' JavaScript:alert(1)', 'java\nscript:alert(1)',
    'data:text/html,x', 'vbscript:x', 'blob:https://app.example.com/1', 'file:///etc/passwd', 'mailto:a@example.com']) {
    assert.equal(signInUrl(odd, HERE), null, String(odd));
  }
});

it('a login page whose address is none is no reason to fail', () => {
  assert.equal(signInUrl('https://', HERE), null);
  assert.equal(signInUrl('http://[', HERE), null);
});
