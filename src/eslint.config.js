/** Few rules, each of which has caught a fault somewhere: what the type check does not see. */
const browser = ['addEventListener', 'AbortSignal', 'Blob', 'CSS', 'CSSStyleSheet', 'CustomEvent', 'Event', 'Headers',
  'HTMLElement', 'HTMLSelectElement', 'Node', 'URL', 'URLSearchParams', 'clearTimeout', 'crypto', 'customElements', 'document',
  'fetch', 'getSelection', 'location', 'navigator', 'removeEventListener', 'sessionStorage', 'setTimeout'];

const rules = {
  'array-callback-return': 'error',
  'consistent-return': 'error',
  'default-case-last': 'error',
  eqeqeq: 'error',
  'max-lines': ['error', 250],
  'max-len': ['error', { code: 130, ignoreStrings: true, ignoreUrls: true }],
  'no-constant-binary-expression': 'error',
  'no-constructor-return': 'error',
  'no-dupe-keys': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-loss-of-precision': 'error',
  'no-promise-executor-return': 'error',
  'no-self-compare': 'error',
  'no-template-curly-in-string': 'error',
  'no-undef': 'error',
  'no-unmodified-loop-condition': 'error',
  'no-unsafe-finally': 'error',
  'no-unused-expressions': 'error',
  'no-unused-private-class-members': 'error',
  'no-unused-vars': ['error', { args: 'all' }],
  'no-use-before-define': ['error', { functions: false, classes: false }],
  'no-var': 'error',
  'prefer-const': 'error',
  // A name or a key is text, never markup.
  'no-restricted-properties': ['error', ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe']
    .map(property => ({ property, message: 'Strings become text, never markup: use el().' })),
  { object: 'console', property: 'log', message: 'Nothing of a page belongs into the log of a browser.' },
  { property: 'style', message: 'The strictest Content Security Policy allows no inline style: use a class.' }],
};

const node = ['URL', 'URLSearchParams', 'crypto', 'process', 'sessionStorage', 'setTimeout'];

const block = (files, globals) => ({
  files,
  languageOptions: { ecmaVersion: 2023, sourceType: 'module',
    globals: Object.fromEntries(globals.map(name => [name, 'readonly'])) },
  linterOptions: { reportUnusedDisableDirectives: 'error' },
  rules,
});

export default [
  block(['main/resources/META-INF/resources/postern/**/*.js'], browser),
  block(['test/js/*.js'], node),
];
