/** The texts of the page of owners, beside the common ones. */
import de from './keys-de.js';
import en from './keys-en.js';
import fr from './keys-fr.js';
import ja from './keys-ja.js';
import zh from './keys-zh.js';

/** @type {import('../base/language.js').TextsByLanguage} */
export const KEYS_TEXTS = { de, en, fr, ja, zh };
