/** Builders for DOM nodes. Strings become text everywhere, never markup. */

/**
 * Builds an element. Attributes that are null or false are left out, `on…` takes a listener, and children that are
 * null or false are left out. Strings become text, never markup.
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** A name that somebody typed: set apart, so that its writing direction does not turn the sentence around it. */
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

/** A decorative drawing beside a text. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button with a stable `data-action`; `kind` is plain, primary, danger or quiet. */
export function button(action, label, { kind = 'plain', iconName, onclick, ...attributes } = {}) {
  return el('button', { type: 'button', class: `button ${kind}`, part: `button ${kind}-button`, 'data-action': action,
    ...attributes, ...(onclick && { onclick }) }, iconName && icon(iconName), el('span', {}, label));
}

/** A square button that shows a drawing only; `label` is its name and its tooltip. */
export function iconButton(action, label, iconName, onclick) {
  return el('button', { type: 'button', class: 'icon-button', part: 'button icon-button', 'data-action': action,
    'aria-label': label, title: label, onclick }, icon(iconName));
}

/** A framed remark; an error or a warning in it is announced when it appears. */
export function notice(kind, ...content) {
  return el('div', { class: `notice ${kind}`, part: `notice ${kind}-notice`, role: kind === 'info' ? null : 'alert' },
    kind !== 'info' && icon('warning'), el('div', {}, ...content));
}

/**
 * Opens a modal dialog at the end of `root`; once closed it leaves the document with all that was in it, and the
 * browser gives the focus back to where it was.
 * @param {{kind: string, mayClose?: function(): boolean, onclose?: function()}} options `kind` becomes `data-dialog`;
 *     while `mayClose` says no, neither Escape nor the browser's own gestures close it
 */
export function openDialog(root, { kind, mayClose = () => true, onclose = () => {} }) {
  const dialog = el('dialog', { part: 'dialog', 'data-dialog': kind, 'aria-labelledby': `${kind}-title` });
  dialog.addEventListener('cancel', event => {
    if (!mayClose()) {
      event.preventDefault();
    }
  });
  dialog.addEventListener('close', () => {
    // Browsers let a second Escape in a row through, whatever the first one was answered.
    if (dialog.isConnected && !mayClose()) {
      dialog.showModal();
      return;
    }
    dialog.remove();
    onclose();
  });
  root.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Fills a dialog: title, content, and the row of buttons below. */
export function fillDialog(dialog, title, content, buttons) {
  dialog.replaceChildren(
    el('h2', { id: dialog.getAttribute('aria-labelledby'), class: 'dialog-title', part: 'dialog-title' }, title),
    el('div', { class: 'dialog-body' }, ...content),
    el('div', { class: 'dialog-buttons' }, ...buttons));
}
