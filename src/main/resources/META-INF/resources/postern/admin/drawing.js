/** The parts of charts: bars that differ by pattern, and words. */
const SVG = 'http://www.w3.org/2000/svg';

/**
 * A small square that shows a pattern.
 * @param {string} pattern
 */
export function swatch(pattern) {
  const drawing = svg('svg', { viewBox: '0 0 14 14', class: 'swatch' });
  drawing.append(...fills(), bar(0.5, 0.5, 13, 13, pattern));
  return drawing;
}

/**
 * An empty drawing with all that bars are filled with.
 * @param {number} width
 * @param {number} height
 */
export function canvas(width, height) {
  // The drawing keeps its direction where the page around it is written from right to left.
  const drawing = svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'drawing', direction: 'ltr' });
  drawing.append(...fills());
  return drawing;
}

let drawn = 0;

/** The patterns of bars; each drawing has its own, as an id counts for a whole tree. */
function fills() {
  drawn++;
  const pattern = (/** @type {string} */ name, /** @type {number} */ size, /** @type {number} */ rotation,
      /** @type {SVGElement[]} */ ...marks) => {
    const fill = svg('pattern', { id: `${name}-${drawn}`, width: size, height: size, patternUnits: 'userSpaceOnUse',
      ...(rotation && { patternTransform: `rotate(${rotation})` }) });
    fill.append(svg('rect', { class: `paper ${name}`, width: size, height: size }), ...marks);
    return fill;
  };
  const stripe = (/** @type {string} */ name, /** @type {number} */ width) => svg('rect', { class: `mark ${name}`, width, height: 8 });
  const defs = svg('defs', {});
  defs.append(
    pattern('inactive', 6, 0, svg('circle', { class: 'mark inactive', cx: 3, cy: 3, r: 1.4 })),
    pattern('suspended', 6, 0, stripe('suspended', 3)),
    pattern('expired', 6, 45, stripe('expired', 3)),
    pattern('superseded', 6, 90, stripe('superseded', 2)));
  return [defs];
}

/**
 * A bar of the drawing that was begun last.
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {string} pattern
 */
export function bar(x, y, width, height, pattern) {
  const attributes = { class: `bar ${pattern}`, x, y, width, height, rx: Math.min(2, height / 2) };
  return svg('rect', pattern === 'active' ? attributes : { ...attributes, fill: `url(#${pattern}-${drawn})` });
}

/**
 * Words in a drawing.
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {'start'|'middle'|'end'} anchor
 */
export function words(text, x, y, anchor, looks = 'tag') {
  const element = svg('text', { class: looks, x, y, 'text-anchor': anchor });
  element.textContent = text;
  return element;
}

/**
 * An element of a drawing.
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string|number>} attributes
 */
export function svg(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, String(value));
  }
  return element;
}
