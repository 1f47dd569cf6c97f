/** The common base of the two elements: the API's address, the style sheet, and the level of the title. */
const DEFAULT_API = new URL('../../postern/api/', import.meta.url);

/**
 * The API of an element: what its attribute `api` says, else the one beside these modules.
 * @param {HTMLElement} element
 * @returns {URL} with a slash at its end
 */
export function apiUrlOf(element) {
  const declared = element.getAttribute('api');
  return declared === null ? DEFAULT_API : new URL(declared.replace(/\/?$/, '/'), document.baseURI);
}

/**
 * A style sheet to adopt, which loads by itself.
 * @param {string} name of a file beside the folders of modules
 */
export function sheetOf(name) {
  const sheet = new CSSStyleSheet();
  // Nothing shows unstyled in the moment before the looks arrive; without them it shows as it is.
  sheet.replaceSync(':host, dialog { opacity: 0 }');
  fetch(new URL(`../${name}`, import.meta.url))
    .then(answer => (answer.ok ? answer.text() : ''), () => '')
    .then(looks => sheet.replaceSync(looks));
  return sheet;
}

/**
 * Where the title of an element stands among the headings of its page.
 * @param {HTMLElement} element
 * @returns {'h1'|'h2'|'h3'|'h4'|'h5'|'h6'} by its attribute `heading-level`
 */
export function headingOf(element) {
  const level = /^[1-6]$/.exec(element.getAttribute('heading-level') ?? '')?.[0] ?? '2';
  return /** @type {'h1'} */ (`h${level}`);
}
