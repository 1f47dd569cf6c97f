/** The known data about the owner whom an administrator names, before a key is made: above all the roles that it will have. */
import { orNull } from '../base/api.js';
import { el, nameNode, nodesOf } from '../base/dom.js';
import { LatestAnswer } from '../base/latest-answer.js';

/** How long the user may pause while typing. */
const PAUSE_MS = 400;

/** A line that says it. */
export class OwnerLine {
  /** @type {import('./api.js').AdminApi} */
  #api;
  /** @type {import('../base/language.js').Language} */
  #language;
  /** @type {HTMLInputElement} */
  #control;
  #answer = new LatestAnswer();
  #asked = '';

  /**
   * @param {import('./types.js').AdminPage} page
   * @param {HTMLInputElement} control where the name is typed
   */
  constructor({ api, language }, control) {
    this.#api = api;
    this.#language = language;
    this.#control = control;
    this.element = el('p', { class: 'owner-line', 'data-role': 'owner-line', role: 'status', hidden: true });
    control.addEventListener('input', () => this.look(PAUSE_MS));
  }

  /**
   * Asks, once for each name.
   * @param {number} [pause] in milliseconds
   */
  look(pause = 0) {
    const name = this.#control.value.trim();
    if (name === this.#asked) {
      return;
    }
    this.#asked = name;
    this.#show([], false);
    if (name === '') {
      this.#answer.stop();
    } else {
      this.#answer.ask(pause, () => orNull(this.#api.owner(name)).catch(() => undefined),
        owner => owner !== undefined && this.#tell(owner, name));
    }
  }

  /**
   * @param {?import('./types.js').Owner} owner
   * @param {string} name as it was typed
   */
  #tell(owner, name) {
    const language = this.#language;
    if (owner === null || !owner.known) {
      this.#show(language.nodes('ownerUnknown', { owner: nameNode(name) }), true);
    } else if (owner.roles.length === 0) {
      this.#show(language.nodes('ownerNoRoles', { owner: nameNode(owner.displayName ?? owner.owner) }), true);
    } else {
      this.#show(language.nodes('ownerRoles', { owner: nameNode(owner.displayName ?? owner.owner),
        roles: el('bdi', {}, owner.roles.join(', ')) }), false);
    }
  }

  /**
   * @param {import('../base/dom.js').Child} content
   * @param {boolean} wrong
   */
  #show(content, wrong) {
    this.element.replaceChildren(...nodesOf(content));
    this.element.classList.toggle('wrong', wrong);
    this.element.hidden = this.element.childNodes.length === 0;
  }
}
