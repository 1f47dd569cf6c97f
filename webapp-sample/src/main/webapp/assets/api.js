// The common code of the pages: finding their parts, calling the REST API, and tables that are read again after each change.

export const part = (selector, within = document) => within.querySelector(selector);

const ROOT = new URL('../', import.meta.url);

/** Calls the REST API. An error comes back as an exception whose message is for people. */
export async function call(method, path, body) {
  let answer;
  try {
    answer = await fetch(new URL(path, ROOT), {
      method,
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
  } catch {
    throw new Error('The server does not answer. Check your connection and try again.');
  }
  if (answer.status === 401) {
    const here = location.href.slice(ROOT.href.length - 1);
    location.assign(new URL(`login?return=${encodeURIComponent(here)}`, ROOT));
    throw new Error('You are no longer signed in.');
  }
  const json = answer.headers.get('Content-Type')?.startsWith('application/json') ? await answer.json() : {};
  if (!answer.ok) throw new Error(json.error ?? `The server answered with an error (${answer.status}).`);
  return json;
}

/** A card with a table in it, or with the words that stand in for one. Subclasses have `read()` and `row(item)`. */
export class Listing {
  constructor(root) {
    this.root = root;
    this.message = part('#message');
    part('.again', root).addEventListener('click', () => this.load());
  }

  async load() {
    this.root.setAttribute('aria-busy', 'true');
    try {
      this.show(await this.read());
    } catch (error) {
      part('.reason', this.root).textContent = error.message;
      this.only('.unreadable');
    } finally {
      this.root.setAttribute('aria-busy', 'false');
    }
  }

  /**
   * The focused element is drawn anew: it is found again by the row's id and the button's class, or else the heading gets the
   * focus.
   */
  show(items) {
    const before = document.activeElement?.closest('tbody tr') && document.activeElement;
    const [id, kind] = [before?.closest('tr').dataset.id, before?.classList[0]];
    part('tbody', this.root).replaceChildren(...items.map((item) => this.row(item)));
    this.only(items.length > 0 ? 'table' : '.empty');
    if (before) {
      const again = part(`tr[data-id="${CSS.escape(id)}"] .${kind}`, this.root);
      (again ?? part('h1')).focus();
    }
  }

  only(shown) {
    const wanted = part(shown, this.root);
    for (const child of this.root.children) child.hidden = child !== wanted;
  }

  say(text, isError = false) {
    this.message.textContent = text;
    this.message.classList.toggle('error', isError);
  }

  /** Does something from a button, which waits meanwhile, and says what came of it. */
  async attempt(button, action, done) {
    button.setAttribute('aria-disabled', 'true');
    try {
      await action();
      this.say(done);
      await this.load();
    } catch (error) {
      this.say(error.message, true);
    } finally {
      button.removeAttribute('aria-disabled');
    }
  }

  onPress(button, work) {
    button.addEventListener('click', () => {
      if (button.getAttribute('aria-disabled') !== 'true') work(button);
    });
  }
}

/** Asks before something that matters; `confirmed` is the value of the button that means yes. */
export function ask(dialog, subject, confirmed, work) {
  part('.subject', dialog).textContent = subject;
  dialog.returnValue = '';
  dialog.onclose = () => {
    if (dialog.returnValue === confirmed) work();
  };
  dialog.showModal();
}
