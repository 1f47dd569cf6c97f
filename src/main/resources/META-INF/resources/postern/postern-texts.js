/**
 * Every text that Postern's pages show, one file per language. English is complete and stands in for what another
 * language lacks. `{name}` is a place for a value; dates, counts and units are worded by `Intl`, never here.
 */
import de from './texts/de.js';
import en from './texts/en.js';
import fr from './texts/fr.js';
import ja from './texts/ja.js';
import zh from './texts/zh.js';

export const TEXTS = { de, en, fr, ja, zh };
