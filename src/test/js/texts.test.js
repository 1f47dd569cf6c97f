/** The texts of the pages: complete in each language, and each of them said in one place. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { ADMIN_TEXTS } from '../../main/resources/META-INF/resources/postern/texts/admin.js';
import { COMMON_TEXTS } from '../../main/resources/META-INF/resources/postern/texts/common.js';
import { KEYS_TEXTS } from '../../main/resources/META-INF/resources/postern/texts/keys.js';

const PAGES = new URL('../../main/resources/META-INF/resources/postern/', import.meta.url);
const ALL = { common: COMMON_TEXTS, keys: KEYS_TEXTS, admin: ADMIN_TEXTS };
/** The prefix of the name of a text that a module composes: `event_${type}`, `state…` and so on. */
const MADE_UP = /^(event|filter|reach|line|copy)_|^state[A-Z]|Named$|^problems$/;

const places = text => [...String(text).matchAll(/\{\w+\}/g)].map(String).sort().join(' ');

it('each language has each text, with the same places for values', () => {
  const wrong = Object.entries(ALL).flatMap(([kind, texts]) => Object.entries(texts).flatMap(([language, own]) =>
    Object.keys(texts.en).filter(name => !own[name] || places(own[name]) !== places(texts.en[name]))
      .map(name => `${kind} ${language} ${name}`)));
  assert.deepEqual(wrong, []);
});

it('no language has a text that English lacks, but for problems, which the server words in English', () => {
  const more = Object.entries(ALL).flatMap(([kind, texts]) => Object.entries(texts).flatMap(([language, own]) =>
    Object.keys(own).filter(name => !(name in texts.en) && name !== 'problems').map(name => `${kind} ${language} ${name}`)));
  assert.deepEqual(more, []);
});

/** Problems that pages say in other words: sign in, or sign in again. */
const SIGN_IN = ['not-logged-in', 'step-up-required'];
/** Problems of calls that no page makes: calls by a key, and calls that a page knows better than to make. */
const OF_OTHERS = ['key-required', 'invalid-token', 'key-not-accepted-here', 'key-in-url', 'key-beside-session', 'invalid-key',
  'no-key', 'insecure-transport', 'insufficient-scope', 'insufficient-role', 'unsupported-media-type', 'method-not-allowed'];

it('each language but English words each problem that a page can meet', () => {
  const listed = /code: \{ type: string, enum: \[([^\]]+)\]/.exec(readFileSync(new URL('openapi.yaml', PAGES), 'utf8'))[1].split(', ');
  assert.ok(listed.length > 30, 'the list is found');
  const met = listed.filter(code => !SIGN_IN.includes(code) && !OF_OTHERS.includes(code)).sort();
  for (const [language, { problems }] of Object.entries(COMMON_TEXTS).filter(([language]) => language !== 'en')) {
    assert.deepEqual(Object.keys(problems).sort(), met, language);
  }
});

it('no page says anew what all pages share, nor do both say the same', () => {
  const twice = ['keys', 'admin'].flatMap(page => Object.keys(ALL[page].en).filter(name => name in COMMON_TEXTS.en)
    .map(name => `${page} ${name}`));
  assert.deepEqual(twice, []);
  const languages = Object.keys(COMMON_TEXTS);
  assert.deepEqual(Object.keys(KEYS_TEXTS.en).filter(name => name in ADMIN_TEXTS.en
    && languages.every(language => KEYS_TEXTS[language][name] === ADMIN_TEXTS[language][name])), []);
});

const modulesIn = folder => readdirSync(new URL(`${folder}/`, PAGES)).filter(name => name.endsWith('.js'))
  .map(name => readFileSync(new URL(`${folder}/${name}`, PAGES), 'utf8')).join('\n');
const namesIn = source => new Set([...source.matchAll(/'(\w+)'/g)].map(match => match[1]));

it('each text is used by a module that knows it', () => {
  const [base, keys, admin] = ['base', 'keys', 'admin'].map(folder => namesIn(modulesIn(folder)));
  const used = { common: [base, keys, admin], keys: [base, keys], admin: [base, admin] };
  const idle = Object.entries(ALL).flatMap(([kind, texts]) => Object.keys(texts.en)
    .filter(name => !MADE_UP.test(name) && !used[kind].some(names => names.has(name))).map(name => `${kind} ${name}`));
  assert.deepEqual(idle, []);
});

it('each text that a module asks for is there', () => {
  const asked = folder => [...modulesIn(folder).matchAll(/\.(?:text|nodes)\((?:[^'`()]*\? )?'(\w+)'(?: : '(\w+)')?/g)]
    .flatMap(match => match.slice(1).filter(Boolean));
  const known = { base: [KEYS_TEXTS.en, ADMIN_TEXTS.en], keys: [KEYS_TEXTS.en], admin: [ADMIN_TEXTS.en] };
  const missing = Object.entries(known).flatMap(([folder, pages]) => asked(folder).filter(name =>
    !(name in COMMON_TEXTS.en) && !pages.every(texts => name in texts)).map(name => `${folder} ${name}`));
  assert.deepEqual(missing, []);
  assert.ok(asked('base').length > 50, 'the search finds them');
});
