/** The texts of the page of administrators, beside the common ones. */
import de from './admin-de.js';
import en from './admin-en.js';
import fr from './admin-fr.js';
import ja from './admin-ja.js';
import zh from './admin-zh.js';

/** @type {import('../base/language.js').TextsByLanguage} */
export const ADMIN_TEXTS = { de, en, fr, ja, zh };
