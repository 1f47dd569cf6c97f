/** The words around <postern-keys> on the standalone page, in the language that the element speaks. */
import { part } from '../base/dom.js';
import { Language } from '../base/language.js';
import { KEYS_TEXTS } from '../texts/keys.js';

const language = Language.of(part(document, 'postern-keys'), KEYS_TEXTS);
document.documentElement.lang = language.locale;
document.title = language.text('title');
part(document, '#back').textContent = language.text('backToApplication');
