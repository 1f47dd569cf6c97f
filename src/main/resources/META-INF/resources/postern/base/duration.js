/** Durations in the notation of ISO-8601, as far as the API uses it. */
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/**
 * The hours in a duration such as `P30D` or `PT720H`.
 * @param {?string} duration
 * @returns {?number} null for null, and for what is no duration
 */
export function hoursIn(duration) {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(duration ?? '');
  if (match === null) {
    return null;
  }
  const [days, hours, minutes, seconds] = match.slice(1).map(digits => Number(digits ?? 0));
  return days * 24 + hours + minutes / 60 + seconds / 3600;
}
