/** What an administrator typed before being sent to sign in again, kept for the way there and back. Never a secret. */
const PLACE = 'postern:admin-create';
const FORGOTTEN_AFTER_MS = 60 * 60_000;

/** Keeps the values of a form in this browser tab, for this person. */
export function keepDraft(person, values) {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify({ person, values, at: Date.now() }));
  } catch {
    // The browser keeps nothing: the form is filled in again, then.
  }
}

/** The values that this person left behind, once; null if there are none. */
export function takeDraft(person) {
  try {
    const draft = JSON.parse(sessionStorage.getItem(PLACE));
    sessionStorage.removeItem(PLACE);
    return draft?.person === person && Date.now() - draft.at < FORGOTTEN_AFTER_MS ? draft.values : null;
  } catch {
    return null;
  }
}
