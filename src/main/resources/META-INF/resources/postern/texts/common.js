/**
 * The texts that all pages show, one file per language; those of one page only are in keys.js and admin.js. English is
 * complete and stands in for what another language lacks. `{name}` is a place for a value; dates, counts and units are
 * worded by `Intl`, never here.
 */
import de from './de.js';
import en from './en.js';
import fr from './fr.js';
import ja from './ja.js';
import zh from './zh.js';

/** @type {import('../base/language.js').TextsByLanguage} */
export const COMMON_TEXTS = { de, en, fr, ja, zh };
