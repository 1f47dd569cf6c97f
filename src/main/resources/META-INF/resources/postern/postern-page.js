/** The words around <postern-keys> on the standalone page, in the language that the element speaks. */
import { Language } from './postern-base.js';

const language = Language.of(document.querySelector('postern-keys'));
document.documentElement.lang = language.locale;
document.title = language.text('title');
document.getElementById('back').textContent = language.text('backToApplication');
