/**
 * `<postern-admin>`: the API keys of others, for administrators. One tag and one module:
 *
 *     <script type="module" src="/your-app/postern/postern-admin.js"></script>
 *     <postern-admin></postern-admin>
 *
 * Attributes
 * - `api`   where the API is, if not beside this module at `api/`
 * - `lang`  `de`, `en`, `fr`, `ja`, `zh`; otherwise the nearest `lang` around it, then the browser's language
 * - `heading-level`  1 to 6, 2 if not given: where its title stands among the page's headings
 *
 * Method `refresh()`. Looks: the custom properties and parts of `<postern-keys>`; also `filters`, `chart`.
 * A user who is no administrator is told so and sees nothing else; a user who may only look gets no buttons.
 */
import { PosternAdmin } from './admin/element.js';

customElements.define('postern-admin', PosternAdmin);

export { PosternAdmin };
