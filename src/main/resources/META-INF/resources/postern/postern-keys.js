/**
 * `<postern-keys>`: a person's API keys on their profile page. One tag and one module:
 *
 *     <script type="module" src="/your-app/postern/postern-keys.js"></script>
 *     <postern-keys></postern-keys>
 *
 * Attributes
 * - `api`   where the API is, if not beside this module at `api/`
 * - `open`  `create` or `details`: what to open at load
 * - `lang`  `en`, `de`, `fr`, `ja`, `zh`; otherwise the nearest `lang` around it, then the browser's language
 * - `heading-level`  1 to 6, 2 if not given: where its title stands among the page's headings
 *
 * Methods `openCreate()`, `openDetails(id?)`, `refresh()`.
 * Events  `postern-created`, `postern-changed`, `postern-deleted`, with the key's id in `detail.id`; they bubble out of
 * shadow roots.
 *
 * Looks: the font and `color-scheme` are the page's. A page that switches to dark by other means says so with
 * `postern-keys { color-scheme: dark }`. Custom properties, all optional:
 * `--postern-accent`, `--postern-on-accent`, `--postern-surface`, `--postern-subtle`, `--postern-text`,
 * `--postern-muted`, `--postern-border`, `--postern-danger`, `--postern-on-danger`, `--postern-warning`,
 * `--postern-success`, `--postern-radius`, `--postern-mono`.
 * Parts: `header`, `title`, `intro`, `toolbar`, `table`, `row`, `badge`, `details`, `actions`, `history`, `pager`, `empty`,
 * `dialog`, `dialog-title`, `secret`, `button` with `primary-button`, `plain-button`, `danger-button`, `quiet-button`,
 * `icon-button`; `notice` with `error-notice`, `warning-notice`, `info-notice`.
 *
 * It needs no more of a Content Security Policy than `default-src 'self'`. `sessionStorage` holds what was typed into an
 * open form and which key was shown last, for an hour at most, and never a secret.
 */
import { PosternKeys } from './keys/element.js';

customElements.define('postern-keys', PosternKeys);

export { PosternKeys };
