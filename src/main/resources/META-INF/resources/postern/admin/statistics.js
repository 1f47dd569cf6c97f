/** The numbers of charts, with their names. Computed only; nothing here shows anything. */
import { stateWord } from '../base/state.js';

/**
 * @typedef {import('../base/language.js').Language} Language
 * @typedef {import('./types.js').Statistics} Statistics
 * @typedef {{label: string, value: number, pattern: string}} Row
 */

const STATES = ['active', 'inactive', 'suspended', 'expired', 'superseded'];

/**
 * How many keys are in each state.
 * @param {Language} language
 * @param {Statistics} statistics
 * @returns {Row[]}
 */
export function stateRows(language, { states }) {
  return STATES.map(state => ({ label: language.text(stateWord(state)), value: states[state] ?? 0, pattern: state }));
}

/**
 * How many keys end within which number of days.
 * @param {Language} language
 * @param {Statistics} statistics
 * @returns {Row[]}
 */
export function endingRows(language, { endings, endless }) {
  const rows = endings.map(({ days, keys }, i) => {
    const before = endings[i - 1]?.days ?? 0;
    const range = { from: language.number(before + 1), to: language.number(days ?? 0) };
    const label = language.text(days === null ? 'endsLater' : before === 0 ? 'endsWithin' : 'endsBetween', range);
    return { label, value: keys, pattern: i === 0 ? 'suspended' : 'active' };
  });
  return [...rows, { label: language.text('endsNeverLabel'), value: endless ?? 0, pattern: 'inactive' }];
}
