/** The texts made from a secret for the program that uses it. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { curlCommand, environmentLine, masked, variableOf } from
  '../../main/resources/META-INF/resources/postern/base/secret-lines.js';

const URL_OF_SELF = new URL('https://app.example.com/postern/api/self');

it('a masked key shows its public part only', () => {
  assert.equal(masked({ key: 'jobs_abcdefghijklmnop_secret', id: 'abcdefghijklmnop' }), `jobs_abcdefghijklmnop${'•'.repeat(24)}`);
  assert.equal(masked({ key: 'chosen by an administrator', id: 'abcdefghijklmnop' }), '•'.repeat(24));
});

it('the command presents the key as the policy wants it', () => {
  assert.equal(curlCommand('Authorization: Bearer', 's', 'alice', URL_OF_SELF),
    `curl -H 'Authorization: Bearer s' ${URL_OF_SELF}`);
  assert.equal(curlCommand('X-API-Key', 's', 'alice', URL_OF_SELF), `curl -H 'X-API-Key: s' ${URL_OF_SELF}`);
  assert.equal(curlCommand('Authorization: Basic', 's', 'alice', URL_OF_SELF), `curl -u 'alice:s' ${URL_OF_SELF}`);
});

it('no name or secret leaves its quotes', () => {
  assert.equal(curlCommand('Authorization: Basic', "s'; rm -rf ~", "o'neil", URL_OF_SELF),
    `curl -u 'o'\\''neil:s'\\''; rm -rf ~' ${URL_OF_SELF}`);
  assert.equal(environmentLine('API_KEY', "a'b$(c)"), "API_KEY='a'\\''b$(c)'");
});

it('the variable is named after what keys start with', () => {
  assert.equal(variableOf('jobs_abc'), 'JOBS_API_KEY');
  assert.equal(variableOf('abc'), 'API_KEY');
  assert.equal(environmentLine('JOBS_API_KEY', 'jobs_abc•••'), 'JOBS_API_KEY=jobs_abc•••');
});
