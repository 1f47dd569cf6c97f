/** Which actions are on offer, to owners and to administrators. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actionsFor as administratorsActions, awaitsApproval, changesKeys, mayDoForSome } from
  '../../main/resources/META-INF/resources/postern/admin/permissions.js';
import { actionsFor as ownActions } from '../../main/resources/META-INF/resources/postern/keys/permissions.js';
import { key } from './scene.js';

describe('owners are offered actions that', () => {
  const all = { operations: ['create', 'list', 'edit', 'rotate', 'reveal', 'disable', 'delete'], revealable: true,
    expiryEdits: 'before-expiry', loginSource: 'local' };
  const offered = (members, policy = all) => Object.entries(ownActions(key(members), policy))
    .filter(([, is]) => is).map(([action]) => action);

  it('make sense for the state', () => {
    assert.deepEqual(offered({}), ['edit', 'rotate', 'disable', 'reveal', 'delete']);
    assert.deepEqual(offered({ state: 'inactive' }), ['edit', 'rotate', 'enable', 'reveal', 'delete']);
    assert.deepEqual(offered({ state: 'inactive', awaits: ['approval'] }), ['edit', 'reveal', 'delete']);
    assert.deepEqual(offered({ state: 'inactive', awaits: ['rotation'] }), ['edit', 'rotate', 'reveal', 'delete']);
    assert.deepEqual(offered({ state: 'inactive', awaits: ['administrator'] }), ['edit', 'reveal', 'delete']);
    assert.deepEqual(offered({ state: 'suspended', loginSource: 'saml' }),
      ['confirm', 'edit', 'rotate', 'disable', 'reveal', 'delete']);
    assert.deepEqual(offered({ state: 'expired' }), ['reveal', 'delete']);
    assert.deepEqual(offered({ state: 'expired' }, { ...all, expiryEdits: 'always' }), ['edit', 'reveal', 'delete']);
    assert.deepEqual(offered({ state: 'revoked' }), []);
  });

  it('the policy allows', () => {
    assert.deepEqual(offered({}, { ...all, operations: ['list'] }), []);
    assert.deepEqual(offered({}, { ...all, revealable: false }), ['edit', 'rotate', 'disable', 'delete']);
  });
});

describe('administrators are offered actions that', () => {
  const operations = ['create', 'edit', 'rotate', 'reveal', 'disable', 'delete'];
  const all = { owner: 'boss', administers: 'everybody', revealable: true,
    administratorOperations: { local: operations, saml: operations } };
  const offered = (members, policy = {}) => Object.entries(administratorsActions(key(members), { ...all, ...policy }))
    .filter(([, is]) => is).map(([action]) => action);

  it('make sense for the state', () => {
    assert.deepEqual(offered({}), ['edit', 'disable', 'rotate', 'reveal', 'revoke']);
    assert.deepEqual(offered({ state: 'suspended' }), ['edit', 'disable', 'rotate', 'reveal', 'revoke']);
    assert.deepEqual(offered({ state: 'inactive' }), ['edit', 'enable', 'reveal', 'revoke']);
    assert.deepEqual(offered({ state: 'inactive', awaits: ['administrator'] }), ['edit', 'enable', 'reveal', 'revoke']);
    assert.deepEqual(offered({ state: 'inactive', awaits: ['sign-in'] }), ['edit', 'reveal', 'revoke']);
    assert.deepEqual(offered({ state: 'expired' }), ['edit', 'reveal', 'revoke']);
    assert.deepEqual(offered({ state: 'superseded' }), ['revoke']);
    assert.deepEqual(offered({ state: 'revoked' }), []);
  });

  it('the policy allows for keys of this login source', () => {
    const local = { administratorOperations: { local: ['delete'], saml: operations } };
    assert.deepEqual(offered({}, local), ['revoke']);
    assert.deepEqual(offered({ loginSource: 'saml' }, local), ['edit', 'disable', 'rotate', 'reveal', 'revoke']);
    assert.deepEqual(offered({}, { revealable: false }), ['edit', 'disable', 'rotate', 'revoke']);
    assert.deepEqual(offered({}, { administratorOperations: undefined }), ['edit', 'disable', 'rotate', 'reveal', 'revoke'],
      'a server that does not say is asked by trying');
  });

  it('their own page does not offer, with a key of their own', () => {
    assert.deepEqual(offered({ owner: 'boss' }), ['disable', 'revoke']);
    assert.deepEqual(offered({ owner: 'boss', state: 'inactive' }), ['revoke']);
  });

  it('change nothing, if they may only look', () => {
    const viewer = { administers: 'nobody' };
    assert.deepEqual(offered({}, viewer), []);
    assert.deepEqual(offered({ awaits: ['approval'], state: 'inactive', createdBy: 'carol' }, viewer), []);
    assert.equal(changesKeys({ ...all, ...viewer }), false);
    assert.equal(mayDoForSome({ ...all, ...viewer }, 'delete'), false);
  });

  it('include an approval, but not of a key that they own or have asked for', () => {
    const waiting = { state: 'inactive', awaits: ['approval'], createdBy: 'carol' };
    assert.deepEqual(offered(waiting), ['approve', 'edit', 'reveal', 'revoke']);
    assert.deepEqual(offered({ ...waiting, createdBy: 'boss' }), ['edit', 'reveal', 'revoke']);
    assert.deepEqual(offered({ ...waiting, owner: 'boss' }), ['revoke']);
    assert.deepEqual(offered({ ...waiting, state: 'revoked' }), []);
    assert.equal(awaitsApproval(key({ ...waiting, awaits: ['approval', 'administrator'] })), true);
  });

  it('exist for at least one login source, where a button stands for all of them', () => {
    assert.equal(mayDoForSome({ ...all, administratorOperations: { local: [], saml: ['delete'] } }, 'delete'), true);
    assert.equal(mayDoForSome({ ...all, administratorOperations: { local: [], saml: ['delete'] } }, 'create'), false);
  });
});
