/**
 * Charts for those who would rather look than read. Each part of them differs by pattern and carries its name and number,
 * so nothing hangs on colour, and each is followed by the same numbers as a table.
 */
import { el, nodesOf } from '../base/dom.js';
import { bar, canvas, svg, swatch, words } from './drawing.js';
import { endingRows, stateRows } from './statistics.js';

/**
 * @typedef {import('../base/language.js').Language} Language
 * @typedef {import('./types.js').Statistics} Statistics
 * @typedef {import('./statistics.js').Row} Row
 *
 * @typedef {object} Figure
 * @property {string} name
 * @property {string} title the name of a text
 * @property {SVGElement} drawing
 * @property {string} summary in words, what is drawn
 * @property {string[]} headings of the table
 * @property {string[][]} cells of the table, row by row
 * @property {?HTMLElement} [legend]
 */

/** With more rows than this, a table scrolls. */
const SCROLLS_FROM = 10;
const WIDTH = 360;
const LABEL_WIDTH = 124;
const VALUE_WIDTH = 56;
const BAR = { height: 16, step: 30 };
const DAYS = { height: 128, top: 18, bottom: 20, start: 34 };

/**
 * The three charts for an answer of `GET admin/statistics`.
 * @param {Language} language
 * @param {Statistics} statistics
 */
export function charts(language, statistics) {
  return [
    figure(language, 'states', 'chartStates', bars(language, stateRows(language, statistics)),
      [language.text('columnState'), language.text('keys')], stateRows(language, statistics)),
    figure(language, 'endings', 'chartEndings', bars(language, endingRows(language, statistics)),
      [language.text('columnExpires'), language.text('keys')], endingRows(language, statistics)),
    usesFigure(language, statistics.uses),
  ];
}

/**
 * @param {Language} language
 * @param {string} name
 * @param {string} title
 * @param {SVGElement} drawing
 * @param {string[]} headings
 * @param {Row[]} rows
 */
function figure(language, name, title, drawing, headings, rows) {
  const summary = rows.map(({ label, value }) => `${label}: ${language.number(value)}`).join('; ');
  return frame(language, { name, title, drawing, summary, headings,
    cells: rows.map(({ label, value }) => [label, language.number(value)]) });
}

/**
 * @param {Language} language
 * @param {Figure} parts
 */
function frame(language, { name, title, drawing, summary, headings, cells, legend = null }) {
  const isLong = cells.length > SCROLLS_FROM;
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', `${language.text(title)}. ${summary}`);
  return el('figure', { class: 'chart', part: 'chart', 'data-chart': name },
    el('figcaption', {}, language.text(title)), drawing, legend,
    el('details', {}, el('summary', {}, language.text('asTable')),
      el('div', { class: 'chart-table', tabindex: isLong && 0, role: isLong && 'group',
        'aria-label': isLong && language.text(title) },
      el('table', { class: 'numbers' }, el('caption', { class: 'visually-hidden' }, language.text(title)),
        el('thead', {}, el('tr', {}, headings.map(heading => el('th', { scope: 'col' }, heading)))),
        el('tbody', {}, cells.map(([label, ...values]) => el('tr', {}, el('th', { scope: 'row' }, label),
          values.map(value => el('td', {}, value)))))))));
}

/**
 * Bars that lie, one below the other, each between its name and its number.
 * @param {Language} language
 * @param {Row[]} rows
 */
function bars(language, rows) {
  const drawing = canvas(WIDTH, rows.length * BAR.step);
  const most = Math.max(1, ...rows.map(({ value }) => value));
  rows.forEach(({ label, value, pattern }, i) => {
    const y = i * BAR.step + (BAR.step - BAR.height) / 2;
    const width = (WIDTH - LABEL_WIDTH - VALUE_WIDTH) * value / most;
    drawing.append(...nodesOf([
      words(label, LABEL_WIDTH - 10, y + BAR.height - 4, 'end'),
      svg('line', { class: 'axis', x1: LABEL_WIDTH, x2: LABEL_WIDTH, y1: y - 7, y2: y + BAR.height + 7 }),
      value > 0 && bar(LABEL_WIDTH, y, Math.max(2, width), BAR.height, pattern),
      words(language.number(value), LABEL_WIDTH + Math.max(value > 0 ? 2 : 0, width) + 6, y + BAR.height - 4, 'start', 'value'),
    ]));
  });
  return drawing;
}

/**
 * @param {Language} language
 * @param {Statistics['uses']} days
 */
function usesFigure(language, days) {
  const all = days.reduce((sum, { uses }) => sum + uses, 0);
  const refused = days.reduce((sum, day) => sum + day.refused, 0);
  const day = (/** @type {string} */ date) => language.date(date, { dateStyle: 'medium', timeZone: 'UTC' });
  /** @type {[pattern: string, text: string, sum: number][]} */
  const sums = [['active', 'uses', all], ['expired', 'refusals', refused]];
  const summary = language.text('usesSummary', { uses: language.number(all), refused: language.number(refused),
    days: language.number(days.length) });
  const legend = el('p', { class: 'legend', 'aria-hidden': 'true' },
    sums.map(([pattern, text, sum]) => el('span', {}, swatch(pattern), `${language.text(text)}: ${language.number(sum)}`)));
  return frame(language, { name: 'uses', title: 'chartUses', drawing: columns(language, days), summary, legend,
    headings: [language.text('day'), language.text('uses'), language.text('refusals')],
    cells: days.map(each => [day(each.day), language.number(each.uses), language.number(each.refused)]) });
}

/**
 * Columns side by side, one for each day, the refusals on top of the uses.
 * @param {Language} language
 * @param {Statistics['uses']} days
 */
function columns(language, days) {
  const drawing = canvas(WIDTH, DAYS.height + DAYS.top + DAYS.bottom);
  const most = Math.max(1, ...days.map(({ uses, refused }) => uses + refused));
  const step = (WIDTH - DAYS.start) / Math.max(1, days.length);
  const ground = DAYS.top + DAYS.height;
  const scale = (/** @type {number} */ count) => DAYS.height * count / most;
  for (const share of [0, 0.5, 1]) {
    const y = ground - DAYS.height * share;
    drawing.append(...nodesOf([
      svg('line', { class: share === 0 ? 'axis' : 'grid', x1: DAYS.start, x2: WIDTH, y1: y, y2: y }),
      Number.isInteger(most * share) && words(compact(language, most * share), DAYS.start - 6, y + 4, 'end', 'tick'),
    ]));
  }
  days.forEach(({ uses, refused }, i) => {
    const x = DAYS.start + i * step + step * 0.15;
    const high = scale(uses);
    drawing.append(...nodesOf([uses > 0 && bar(x, ground - high, step * 0.7, high, 'active'),
      refused > 0 && bar(x, ground - high - scale(refused), step * 0.7, scale(refused), 'expired')]));
  });
  dayLabels(language, days, step).forEach(label => drawing.append(label));
  return drawing;
}

/**
 * The first, the middle and the last day, below their columns.
 * @param {Language} language
 * @param {Statistics['uses']} days
 * @param {number} step how far columns are apart
 */
function dayLabels(language, days, step) {
  /** @type {[place: number, anchor: 'start'|'middle'|'end', share: number][]} */
  const places = [[0, 'start', 0], [Math.floor(days.length / 2), 'middle', 0.5], [days.length - 1, 'end', 1]];
  return places.filter(([i]) => days[i]).map(([i, anchor, share]) =>
    words(language.date(days[i].day, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
      DAYS.start + step * (i + share), DAYS.top + DAYS.height + 15, anchor, 'tick'));
}

/**
 * @param {Language} language
 * @param {number} count
 */
function compact(language, count) {
  return new Intl.NumberFormat(language.locale, { notation: 'compact' }).format(count);
}
