/**
 * Charts for those who would rather look than read. Each part of them differs by pattern and carries its name and number,
 * so nothing hangs on colour, and each is followed by the same numbers as a table.
 */
import { el } from './postern-base.js';
import { stateWord } from './postern-admin-filters.js';
import { number } from './postern-admin-texts.js';

const SVG = 'http://www.w3.org/2000/svg';
const STATES = ['active', 'inactive', 'suspended', 'expired', 'superseded'];
const WIDTH = 360;
const LABEL_WIDTH = 124;
const VALUE_WIDTH = 56;
const BAR = { height: 16, step: 30 };
const DAYS = { height: 128, top: 18, bottom: 20, start: 34 };

/** The three charts for an answer of `GET admin/statistics`. */
export function charts(language, statistics) {
  return [
    figure(language, 'states', 'chartStates', bars(language, stateRows(language, statistics)),
      [language.text('columnState'), language.text('keys')], stateRows(language, statistics)),
    figure(language, 'endings', 'chartEndings', bars(language, endingRows(language, statistics)),
      [language.text('columnExpires'), language.text('keys')], endingRows(language, statistics)),
    usesFigure(language, statistics.uses),
  ];
}

function stateRows(language, { states }) {
  return STATES.map(state => ({ label: language.text(stateWord(state)), value: states[state] ?? 0, pattern: state }));
}

function endingRows(language, { endings, endless }) {
  const rows = endings.map(({ days, keys }, i) => {
    const before = endings[i - 1]?.days ?? 0;
    const range = { from: number(language, before + 1), to: number(language, days ?? 0) };
    const label = language.text(days === null ? 'endsLater' : before === 0 ? 'endsWithin' : 'endsBetween', range);
    return { label, value: keys, pattern: i === 0 ? 'suspended' : 'active' };
  });
  return [...rows, { label: language.text('endsNeverLabel'), value: endless ?? 0, pattern: 'inactive' }];
}

function figure(language, name, title, drawing, headings, rows) {
  const words = rows.map(({ label, value }) => `${label}: ${number(language, value)}`).join('; ');
  return frame(language, name, title, drawing, words, headings,
    rows.map(({ label, value }) => [label, number(language, value)]));
}

function frame(language, name, title, drawing, words, headings, cells, legend = null) {
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', `${language.text(title)}. ${words}`);
  return el('figure', { class: 'chart', part: 'chart', 'data-chart': name },
    el('figcaption', {}, language.text(title)), drawing, legend,
    el('details', {}, el('summary', {}, language.text('asTable')),
      el('div', { class: 'chart-table', tabindex: cells.length > 10 && 0, role: cells.length > 10 && 'group',
        'aria-label': cells.length > 10 && language.text(title) },
      el('table', { class: 'numbers' }, el('caption', { class: 'visually-hidden' }, language.text(title)),
        el('thead', {}, el('tr', {}, headings.map(heading => el('th', { scope: 'col' }, heading)))),
        el('tbody', {}, cells.map(([label, ...values]) => el('tr', {}, el('th', { scope: 'row' }, label),
          values.map(value => el('td', {}, value)))))))));
}

/** Bars that lie, one below the other, each between its name and its number. */
function bars(language, rows) {
  const drawing = canvas(rows.length * BAR.step);
  const most = Math.max(1, ...rows.map(({ value }) => value));
  rows.forEach(({ label, value, pattern }, i) => {
    const y = i * BAR.step + (BAR.step - BAR.height) / 2;
    const width = (WIDTH - LABEL_WIDTH - VALUE_WIDTH) * value / most;
    drawing.append(
      words(label, LABEL_WIDTH - 10, y + BAR.height - 4, 'end'),
      svg('line', { class: 'axis', x1: LABEL_WIDTH, x2: LABEL_WIDTH, y1: y - 7, y2: y + BAR.height + 7 }),
      value > 0 && bar(LABEL_WIDTH, y, Math.max(2, width), BAR.height, pattern),
      words(number(language, value), LABEL_WIDTH + Math.max(value > 0 ? 2 : 0, width) + 6, y + BAR.height - 4, 'start', 'value'));
  });
  return drawing;
}

function usesFigure(language, days) {
  const all = days.reduce((sum, { uses }) => sum + uses, 0);
  const refused = days.reduce((sum, day) => sum + day.refused, 0);
  const day = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const summary = language.text('usesSummary', { uses: number(language, all), refused: number(language, refused),
    days: number(language, days.length) });
  const legend = el('p', { class: 'legend', 'aria-hidden': 'true' },
    [['active', 'uses', all], ['expired', 'refusals', refused]].map(([pattern, text, sum]) => el('span', {}, swatch(pattern),
      `${language.text(text)}: ${number(language, sum)}`)));
  return frame(language, 'uses', 'chartUses', columns(language, days), summary,
    [language.text('day'), language.text('uses'), language.text('refusals')],
    days.map(each => [day.format(new Date(each.day)), number(language, each.uses), number(language, each.refused)]), legend);
}

/** Columns side by side, one for each day, the refusals on top of the uses. */
function columns(language, days) {
  const drawing = canvas(DAYS.height + DAYS.top + DAYS.bottom);
  const most = Math.max(1, ...days.map(({ uses, refused }) => uses + refused));
  const step = (WIDTH - DAYS.start) / Math.max(1, days.length);
  const ground = DAYS.top + DAYS.height;
  const scale = count => DAYS.height * count / most;
  for (const share of [0, 0.5, 1]) {
    const y = ground - DAYS.height * share;
    drawing.append(svg('line', { class: share === 0 ? 'axis' : 'grid', x1: DAYS.start, x2: WIDTH, y1: y, y2: y }),
      Number.isInteger(most * share) && words(compact(language, most * share), DAYS.start - 6, y + 4, 'end', 'tick'));
  }
  days.forEach(({ uses, refused }, i) => {
    const x = DAYS.start + i * step + step * 0.15;
    const high = scale(uses);
    drawing.append(uses > 0 && bar(x, ground - high, step * 0.7, high, 'active'),
      refused > 0 && bar(x, ground - high - scale(refused), step * 0.7, scale(refused), 'expired'));
  });
  const short = new Intl.DateTimeFormat(language.locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  for (const [i, anchor] of [[0, 'start'], [Math.floor(days.length / 2), 'middle'], [days.length - 1, 'end']]) {
    if (days[i]) {
      const x = DAYS.start + step * (i + { start: 0, middle: 0.5, end: 1 }[anchor]);
      drawing.append(words(short.format(new Date(days[i].day)), x, ground + 15, anchor, 'tick'));
    }
  }
  return drawing;
}

function compact(language, count) {
  return new Intl.NumberFormat(language.locale, { notation: 'compact' }).format(count);
}

function swatch(pattern) {
  const drawing = svg('svg', { viewBox: '0 0 14 14', class: 'swatch' });
  drawing.append(...fills(), bar(0.5, 0.5, 13, 13, pattern));
  return drawing;
}

function canvas(height) {
  // The drawing keeps its direction where the page around it is written from right to left.
  const drawing = svg('svg', { viewBox: `0 0 ${WIDTH} ${height}`, class: 'drawing', direction: 'ltr' });
  const append = drawing.append.bind(drawing);
  drawing.append = (...children) => append(...children.filter(child => child !== false));
  drawing.append(...fills());
  return drawing;
}

let drawn = 0;

/** What bars are filled with; each drawing has its own, as an id counts for a whole tree. */
function fills() {
  drawn++;
  const pattern = (name, size, rotation, ...marks) => {
    const fill = svg('pattern', { id: `${name}-${drawn}`, width: size, height: size, patternUnits: 'userSpaceOnUse',
      ...(rotation && { patternTransform: `rotate(${rotation})` }) });
    fill.append(svg('rect', { class: `paper ${name}`, width: size, height: size }), ...marks);
    return fill;
  };
  const stripe = (name, width) => svg('rect', { class: `mark ${name}`, width, height: 8 });
  const defs = svg('defs', {});
  defs.append(
    pattern('inactive', 6, 0, svg('circle', { class: 'mark inactive', cx: 3, cy: 3, r: 1.4 })),
    pattern('suspended', 6, 0, stripe('suspended', 3)),
    pattern('expired', 6, 45, stripe('expired', 3)),
    pattern('superseded', 6, 90, stripe('superseded', 2)));
  return [defs];
}

function bar(x, y, width, height, pattern) {
  const attributes = { class: `bar ${pattern}`, x, y, width, height, rx: Math.min(2, height / 2) };
  return svg('rect', pattern === 'active' ? attributes : { ...attributes, fill: `url(#${pattern}-${drawn})` });
}

function words(text, x, y, anchor, looks = 'tag') {
  const element = svg('text', { class: looks, x, y, 'text-anchor': anchor });
  element.textContent = text;
  return element;
}

function svg(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  return element;
}
