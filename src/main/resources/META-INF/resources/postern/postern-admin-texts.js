/** The texts of the administrator's view, beside the common ones; English stands in for what another language lacks. */
import de from './texts/admin-de.js';
import en from './texts/admin-en.js';
import fr from './texts/admin-fr.js';
import ja from './texts/admin-ja.js';
import zh from './texts/admin-zh.js';

export const ADMIN_TEXTS = { de, en, fr, ja, zh };

/** A count as the reader writes it. */
export function number(language, count) {
  return new Intl.NumberFormat(language.locale).format(count);
}
