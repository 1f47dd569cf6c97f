/** The texts made from a secret for the program that uses it. Computed only; nothing here shows or keeps anything. */

/**
 * The public part of a key, with dots for the rest.
 * @param {{key: string, id: string}} issued
 */
export function masked({ key, id }) {
  const start = key.indexOf(id);
  return `${start < 0 ? '' : key.slice(0, start + id.length)}${'•'.repeat(24)}`;
}

/**
 * A command that presents the key.
 * @param {string} carrier `Authorization: Bearer`, `Authorization: Basic` or the name of a header
 * @param {string} secret
 * @param {string} owner
 * @param {URL} url
 */
export function curlCommand(carrier, secret, owner, url) {
  if (carrier === 'Authorization: Basic') {
    return `curl -u ${quoted(`${owner}:${secret}`)} ${url}`;
  }
  return `curl -H ${quoted(carrier.includes(':') ? `${carrier} ${secret}` : `${carrier}: ${secret}`)} ${url}`;
}

/**
 * The name of a variable for keys of this application, such as `JOBS_API_KEY`: after what they start with.
 * @param {string} secret
 */
export function variableOf(secret) {
  const prefix = /^([a-z][a-z0-9]{1,11})_/.exec(secret)?.[1];
  return `${prefix ? `${prefix.toUpperCase()}_` : ''}API_KEY`;
}

/**
 * A line for a file of variables.
 * @param {string} variable
 * @param {string} secret
 */
export function environmentLine(variable, secret) {
  return `${variable}=${/^[\w•-]+$/.test(secret) ? secret : quoted(secret)}`;
}

/** @param {string} text */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
