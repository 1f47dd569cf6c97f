/** The data that a page keeps in its browser tab. */
import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { Memory } from '../../main/resources/META-INF/resources/postern/base/memory.js';
import { NOW } from './scene.js';

const HOUR = 3_600_000;

/** The storage of a tab, of which Node has none: strings by name, as in a browser. */
class Tab {
  #items = new Map();

  getItem(name) {
    return this.#items.get(name) ?? null;
  }

  setItem(name, value) {
    this.#items.set(name, String(value));
  }

  removeItem(name) {
    this.#items.delete(name);
  }
}

beforeEach(() => {
  Object.defineProperty(globalThis, 'sessionStorage', { value: new Tab(), configurable: true });
});

it('a record that was written is read, and added to', () => {
  const memory = new Memory('draft', '/app/#0');
  memory.write({ owner: 'alice', form: { name: 'a' } });
  memory.write({ sent: true });
  const { owner, form, sent } = memory.read();
  assert.deepEqual({ owner, form, sent }, { owner: 'alice', form: { name: 'a' }, sent: true });
});

it('several places and things do not mix', () => {
  new Memory('draft', '/app/#0').write({ owner: 'alice' });
  assert.equal(new Memory('draft', '/app/#1').read(), null);
  assert.equal(new Memory('draft', '/other/#0').read(), null);
  assert.equal(new Memory('shown', '/app/#0').read(), null);
});

it('an hour after the last change it is forgotten', () => {
  let now = NOW;
  const memory = new Memory('draft', '/', () => now);
  memory.write({ owner: 'alice' });
  now += HOUR - 1;
  assert.equal(memory.read().owner, 'alice');
  memory.write({ sent: true });
  now += HOUR - 1;
  assert.equal(memory.read().owner, 'alice', 'a change counts');
  now += 1;
  assert.equal(memory.read(), null);
});

it('it is taken once, and by nobody else', () => {
  const memory = new Memory('admin', '/');
  memory.write({ owner: 'boss', form: { name: 'a' } });
  assert.deepEqual(memory.take('boss').form, { name: 'a' });
  assert.equal(memory.take('boss'), null);
  memory.write({ owner: 'boss' });
  assert.equal(memory.take('eve'), null);
  assert.equal(memory.take('boss'), null, 'what somebody else left is gone');
});

it('where the browser keeps nothing, it is empty and nothing fails', () => {
  Object.defineProperty(globalThis, 'sessionStorage', { configurable: true, get: () => { throw new Error('SecurityError'); } });
  const memory = new Memory('draft', '/');
  memory.write({ owner: 'alice' });
  memory.forget();
  assert.equal(memory.read(), null);
  assert.equal(memory.take('alice'), null);
});

it('a text that is no record of ours counts as nothing', () => {
  for (const odd of ['{', 'null', '1', '"text"', '[]']) {
    sessionStorage.setItem('postern:draft:/', odd);
    assert.equal(new Memory('draft', '/').read(), null, odd);
  }
});
