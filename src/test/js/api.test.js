/** How the client calls and what it makes of answers, against a real server on this machine. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, it } from 'node:test';
import { ApiClient, ApiError, codeOf, orNull, statusOf } from
  '../../main/resources/META-INF/resources/postern/base/api.js';
import { newIdempotencyKey } from '../../main/resources/META-INF/resources/postern/base/idempotency-key.js';
import { AdminApi } from '../../main/resources/META-INF/resources/postern/admin/api.js';
import { KeyApi } from '../../main/resources/META-INF/resources/postern/keys/api.js';

/** The requests to the server, and its answers: by method and path, or else a policy of alice. */
let calls;
let answers;

const server = createServer((request, response) => {
  let body = '';
  request.on('data', piece => { body += piece; }).on('end', () => {
    const { method, url, headers } = request;
    calls.push({ call: `${method} ${url}`, headers, body });
    const answer = answers[`${method} ${url}`];
    const { status = 200, type = 'application/json', headers: more = {}, json, text } =
      (typeof answer === 'function' ? answer(headers) : answer) ?? { json: { owner: 'alice' }, headers: { 'X-CSRF-Token': 't1' } };
    response.writeHead(status, { ...(status === 204 ? {} : { 'Content-Type': type }), ...more });
    response.end(text ?? (json === undefined ? '' : JSON.stringify(json)));
  });
});

let base;
before(() => new Promise(resolve => {
  server.listen(0, '127.0.0.1', () => {
    base = new URL(`http://127.0.0.1:${server.address().port}/app/postern/api/`);
    resolve();
  });
}));
after(() => server.close());
beforeEach(() => {
  calls = [];
  answers = {};
});

const sent = () => calls.map(({ call }) => call);
const rejection = promise => promise.then(() => assert.fail('it was answered'), error => error);

it('a change asks for the policy first, and carries its token', async () => {
  answers['PATCH /app/postern/api/keys/abc%2F1'] = { json: { id: 'abc/1', warnings: [] } };
  const api = new KeyApi(base);
  await api.edit('abc/1', { name: 'n' });
  await api.edit('abc/1', { name: 'm' });
  assert.deepEqual(sent(), ['GET /app/postern/api/policy', 'PATCH /app/postern/api/keys/abc%2F1', 'PATCH /app/postern/api/keys/abc%2F1']);
  assert.equal(calls[1].headers['x-csrf-token'], 't1');
  assert.equal(calls[1].headers['content-type'], 'application/json');
  assert.equal(calls[1].headers.accept, 'application/json');
  assert.equal(calls[1].body, '{"name":"n"}');
});

it('after a new login in another tab, the change is sent once more with the new token', async () => {
  let token = 't1';
  answers['GET /app/postern/api/policy'] = () => ({ json: { owner: 'alice' }, headers: { 'X-CSRF-Token': token } });
  answers['DELETE /app/postern/api/keys'] = headers => (headers['x-csrf-token'] === token ? { json: { revoked: ['a', 'b'] } }
    : { status: 403, type: 'application/problem+json', json: { code: 'csrf' } });
  const api = new KeyApi(base);
  await api.policy();
  token = 't2';
  assert.deepEqual(await api.deleteAll(), ['a', 'b']);
  assert.equal(calls.at(-1).headers['x-csrf-token'], 't2');
});

it('nothing is sent for another user who has signed in meanwhile', async () => {
  const api = new KeyApi(base);
  await api.policy();
  answers['GET /app/postern/api/keys'] = { json: { keys: [] }, headers: { 'X-CSRF-Token': 't2' } };
  answers['GET /app/postern/api/policy'] = { json: { owner: 'bob' }, headers: { 'X-CSRF-Token': 't2' } };
  await api.keys();
  const error = await rejection(api.create({ name: 'n' }, 'once'));
  assert.equal(codeOf(error), 'other-owner');
  assert.ok(!sent().some(call => call.startsWith('POST')), sent().join());
});

it('a refusal is a rejection with status, code and words', async () => {
  answers['POST /app/postern/api/keys'] = { status: 409, type: 'application/problem+json',
    json: { code: 'name-taken', detail: 'You have a key of this name.' } };
  const error = await rejection(new KeyApi(base).create({ name: 'n' }, 'once'));
  assert.ok(error instanceof ApiError);
  assert.deepEqual([error.status, error.code, error.message], [409, 'name-taken', 'You have a key of this name.']);
  assert.equal(calls.at(-1).headers['idempotency-key'], 'once');
});

it('a refusal in the style of another product has its code in a header', async () => {
  answers['POST /app/postern/api/keys/a/reveal'] = { status: 401, json: { message: 'Old login' },
    headers: { 'Postern-Problem': 'step-up-required', 'Postern-Step-Up-Url': '/login/again' } };
  const error = await rejection(new KeyApi(base).reveal('a'));
  assert.deepEqual([error.status, error.code, error.loginUrl, error.message], [401, 'step-up-required', '/login/again', 'Old login']);
});

it('accepted is no success: a fresh login is wanted, and its request is carried on', async () => {
  let asked = 0;
  answers['POST /app/postern/api/keys'] = headers => (asked++ === 0
    ? { status: 202, json: { code: 'step-up-required', loginUrl: '/again' }, headers: { 'Postern-Step-Up-Request': 'r1' } }
    : { status: 201, json: { id: 'a', key: 's', asked: headers['postern-step-up-request'] } });
  const api = new KeyApi(base);
  assert.equal(statusOf(await rejection(api.create({}, 'once'))), 202);
  assert.equal((await api.create({}, 'once')).asked, 'r1');
});

it('an answer that is no JSON is a login page', async () => {
  answers['GET /app/postern/api/keys'] = { type: 'text/html', text: '<form>' };
  assert.equal(statusOf(await rejection(new KeyApi(base).keys())), 401);
});

it('broken JSON, and a server that is away, are no answer', async () => {
  answers['GET /app/postern/api/keys'] = { text: '{"keys":' };
  assert.equal(statusOf(await rejection(new KeyApi(base).keys())), 0);
  answers['GET /app/postern/api/keys'] = { status: 500, text: '{' };
  assert.equal(statusOf(await rejection(new KeyApi(base).keys())), 0);
  const away = createServer();
  await new Promise(resolve => { away.listen(0, '127.0.0.1', () => resolve()); });
  const { port } = away.address();
  await new Promise(resolve => { away.close(() => resolve()); });
  assert.equal(statusOf(await rejection(new KeyApi(new URL(`http://127.0.0.1:${port}/`)).keys())), 0);
});

it('no content is null', async () => {
  answers['DELETE /app/postern/api/keys/a?chain=false'] = { status: 204 };
  assert.equal(await new KeyApi(base).delete('a', false), null);
});

it('a user who may not list keys has none', async () => {
  answers['GET /app/postern/api/keys'] = { status: 403, json: { code: 'forbidden' } };
  assert.deepEqual(await new KeyApi(base).keys(), []);
});

it('a part that a server does not have is null, and everything else stays a refusal', async () => {
  answers['GET /app/postern/api/keys/a/events?'] = { status: 404, json: {} };
  answers['GET /app/postern/api/admin/statistics'] = { status: 405, json: {} };
  assert.equal(await new KeyApi(base).events('a'), null);
  assert.equal(await new AdminApi(base).statistics(), null);
  answers['GET /app/postern/api/admin/statistics'] = { status: 503, json: {} };
  assert.equal(statusOf(await rejection(new AdminApi(base).statistics())), 503);
  await assert.rejects(orNull(Promise.reject(new TypeError('a fault'))), TypeError);
  assert.deepEqual([codeOf(new TypeError('a fault')), statusOf(null)], [null, -1]);
});

it('administrators reach the keys of others below a path of their own', async () => {
  const api = new AdminApi(base);
  await api.events('a', { type: 'denied', before: '1.x' });
  await api.keys({ owner: 'a&b', state: 'active' }, 50, 'c 1');
  await api.rotate('a', 'PT0S');
  await api.delete('a', true);
  await api.create('o/neil', {}, 'once');
  await api.revokeOwner('o/neil');
  assert.deepEqual(sent().filter(call => !call.endsWith('/policy')).map(call => call.replace('/app/postern/api/', '')), [
    'GET admin/keys/a/events?type=denied&before=1.x', 'GET admin/keys?owner=a%26b&state=active&limit=50&after=c+1',
    'POST admin/keys/a/rotate', 'DELETE admin/keys/a?chain=true', 'POST admin/owners/o%2Fneil/keys',
    'DELETE admin/owners/o%2Fneil/keys']);
  assert.equal(calls.find(({ call }) => call.endsWith('/rotate')).body, '{"overlap":"PT0S"}');
});

it('the end that a validity would lead to is asked of the policy', async () => {
  answers['GET /app/postern/api/policy?validFor=P30D'] = { json: { owner: 'alice', preview: { expiresAt: 'then' } } };
  assert.equal((await new ApiClient(base, 'keys').policy('P30D')).preview.expiresAt, 'then');
});

it('no two attempts have the same key, in secure contexts and others', () => {
  const some = Array.from({ length: 100 }, newIdempotencyKey);
  assert.equal(new Set(some).size, 100);
  const { randomUUID } = crypto;
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true, writable: true });
  try {
    assert.match(newIdempotencyKey(), /^[0-9a-f]{32}$/);
  } finally {
    Object.defineProperty(crypto, 'randomUUID', { value: randomUUID, configurable: true, writable: true });
  }
});
