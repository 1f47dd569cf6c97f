/** Builders for DOM nodes. Strings become text everywhere, never markup. */

/**
 * @typedef {string|number|boolean|null|undefined|((event: any) => unknown)} Attribute
 * @typedef {Node|string|number|false|null|undefined} Leaf
 * @typedef {Leaf|{readonly length: number, readonly [place: number]: Child}} Child a leaf, or an array of them or of such arrays
 */

/**
 * Builds an element. Attributes that are null or false are left out, `on…` takes a listener, and children that are
 * null or false are left out. Strings become text, never markup.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, Attribute>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice('on'.length), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...nodesOf(children));
  return element;
}

/**
 * The flat list of `children`, without those that are null or false.
 * @param {Child} children
 * @returns {(Node|string)[]}
 */
export function nodesOf(children) {
  const row = /** @type {Leaf[]} */ ([children].flat(Infinity));
  return row.filter(child => child !== null && child !== undefined && child !== false)
    .map(child => (child instanceof Node ? child : String(child)));
}

/**
 * The first element within `root` that a selector names, which has to be there.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {T}
 */
export function part(root, selector) {
  const found = root.querySelector(selector);
  if (found === null) {
    throw new Error(`There is no ${selector}`);
  }
  return /** @type {T} */ (found);
}

/**
 * A name that a user typed: set apart, so that its writing direction does not turn the sentence around it.
 * @param {string} name
 */
export function nameNode(name) {
  return el('bdi', { class: 'name' }, name);
}

const ICONS = {
  key: 'M10.5 2a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM8 8l-5.5 5.5M4 12l1.5 1.5M6 10l1.5 1.5',
  plus: 'M8 3v10M3 8h10',
  chevron: 'm4 6 4 4 4-4',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  hide: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM2.5 2.5l11 11',
  copy: 'M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3',
  check: 'm3 8.5 3.5 3.5L13 4.5',
  cross: 'm4 4 8 8M12 4l-8 8',
  download: 'M8 2.5v7.5M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
  edit: 'M10.5 3 13 5.5 5.5 13 2.5 13.5 3 10.5ZM9 4.5 11.5 7',
  next: 'm6 4 4 4-4 4',
  previous: 'm10 4-4 4 4 4',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'm5 3.5 7 4.5-7 4.5Z',
  rotate: 'M13 8a5 5 0 1 1-1.5-3.5L13 6M13 2.5V6H9.5',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.5 10.5l3 3',
  sort: 'm5 6.5 3-3 3 3M5 9.5l3 3 3-3',
  warning: 'M8 2 1.5 13.5h13ZM8 6.5v3M8 11.6v.01',
};

/**
 * A decorative drawing beside a text.
 * @param {keyof typeof ICONS} name
 */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/**
 * A button with a stable `data-action`.
 * @param {string} action
 * @param {string} label
 * @param {{kind?: string, iconName?: keyof typeof ICONS, onclick?: (event: any) => unknown}
 *     & Record<string, Attribute>} [options] `kind` is plain, primary, danger, quiet or danger-quiet; the rest are attributes
 */
export function button(action, label, { kind = 'plain', iconName, onclick, ...attributes } = {}) {
  return el('button', { type: 'button', class: `button ${kind}`, part: `button ${kind}-button`, 'data-action': action,
    ...attributes, ...(onclick && { onclick }) }, iconName && icon(iconName), el('span', {}, label));
}

/**
 * A square button that shows a drawing only.
 * @param {string} action
 * @param {string} label its name and its tooltip
 * @param {keyof typeof ICONS} iconName
 * @param {(event: any) => unknown} onclick
 */
export function iconButton(action, label, iconName, onclick) {
  return el('button', { type: 'button', class: 'icon-button', part: 'button icon-button', 'data-action': action,
    'aria-label': label, title: label, onclick }, icon(iconName));
}

/**
 * A framed remark; an error or a warning in it is announced when it appears.
 * @param {'info'|'warning'|'error'} kind
 * @param {...Child} content
 */
export function notice(kind, ...content) {
  return el('div', { class: `notice ${kind}`, part: `notice ${kind}-notice`, role: kind === 'info' ? null : 'alert' },
    kind !== 'info' && icon('warning'), el('div', {}, ...content));
}
