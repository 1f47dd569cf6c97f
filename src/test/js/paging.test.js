/** Where the pages of a list begin, in memory and on a server. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Cursors } from '../../main/resources/META-INF/resources/postern/admin/cursors.js';
import { pageAt } from '../../main/resources/META-INF/resources/postern/keys/paging.js';

describe('a page of a list in memory', () => {
  it('is the one that an entry is on', () => {
    assert.deepEqual(pageAt(60, 0, 25), { number: 0, first: 0, end: 25, isFirst: true, isLast: false });
    assert.deepEqual(pageAt(60, 24, 25), pageAt(60, 0, 25));
    assert.deepEqual(pageAt(60, 25, 25), { number: 1, first: 25, end: 50, isFirst: false, isLast: false });
    assert.deepEqual(pageAt(60, 59, 25), { number: 2, first: 50, end: 60, isFirst: false, isLast: true });
  });

  it('is the last one, where the list has become shorter', () => {
    assert.deepEqual(pageAt(26, 75, 25), { number: 1, first: 25, end: 26, isFirst: false, isLast: true });
    assert.deepEqual(pageAt(25, 25, 25), { number: 0, first: 0, end: 25, isFirst: true, isLast: true });
  });

  it('is empty, and the only one, of an empty list', () => {
    assert.deepEqual(pageAt(0, 0, 25), { number: 0, first: 0, end: 0, isFirst: true, isLast: true });
    assert.deepEqual(pageAt(0, 100, 25), pageAt(0, 0, 25));
  });
});

describe('on the way through the pages of a server', () => {
  it('the way back is remembered', () => {
    const cursors = new Cursors();
    assert.deepEqual([cursors.current, cursors.passed], [null, 0]);
    cursors.goOn('b');
    cursors.goOn('c');
    assert.deepEqual([cursors.current, cursors.passed], ['c', 2]);
    cursors.goBack();
    assert.deepEqual([cursors.current, cursors.passed], ['b', 1]);
    cursors.goBack();
    assert.deepEqual([cursors.current, cursors.passed], [null, 0]);
  });

  it('nothing lies before the first page or behind the last', () => {
    const cursors = new Cursors();
    cursors.goBack();
    assert.deepEqual([cursors.current, cursors.passed], [null, 0]);
    cursors.goOn(null);
    assert.deepEqual([cursors.current, cursors.passed], [null, 0]);
  });
});
