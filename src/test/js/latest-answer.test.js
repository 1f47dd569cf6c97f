/** Questions to the server while the user types. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { LatestAnswer } from '../../main/resources/META-INF/resources/postern/base/latest-answer.js';

/** Waits for all that is due now: no timer here has a pause, and timers of one pause run in their order. */
const turnOfTimers = () => new Promise(resolve => { setTimeout(resolve, 1); });

it('only the answer to the latest question is shown, whichever comes last', async () => {
  const answers = new LatestAnswer();
  const shown = [];
  const open = {};
  for (const name of ['first', 'second']) {
    answers.ask(0, () => new Promise(resolve => { open[name] = resolve; }), answer => shown.push(answer));
    await turnOfTimers();
  }
  open.second('of the second');
  open.first('of the first');
  await turnOfTimers();
  assert.deepEqual(shown, ['of the second']);
});

it('a question within the pause of another takes its place', async () => {
  const answers = new LatestAnswer();
  const asked = [];
  await new Promise(resolve => {
    for (const name of ['a', 'al', 'alice']) {
      answers.ask(0, async () => asked.push(name), () => resolve());
    }
  });
  assert.deepEqual(asked, ['alice']);
});

it('nothing is asked or shown once it was stopped', async () => {
  const answers = new LatestAnswer();
  const events = [];
  answers.ask(0, async () => events.push('asked'), () => events.push('shown'));
  answers.stop();
  await turnOfTimers();
  assert.deepEqual(events, []);
  let open = () => {};
  answers.ask(0, () => new Promise(resolve => { open = resolve; }), () => events.push('shown'));
  await turnOfTimers();
  answers.stop();
  open();
  await turnOfTimers();
  assert.deepEqual(events, []);
});
