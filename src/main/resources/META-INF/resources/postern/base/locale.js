/** Which language and region a page speaks. Computed only; nothing here shows anything. */
import { COMMON_TEXTS } from '../texts/common.js';

/**
 * The first of the tags that there are texts for, with the region that the browser knows beside it; else English.
 * @param {readonly string[]} wanted
 * @param {readonly string[]} browser
 */
export function localeOf(wanted, browser) {
  const tag = wanted.find(candidate => Object.hasOwn(COMMON_TEXTS, baseOf(candidate))) ?? 'en';
  // "en" says nothing about the order of day and month, "en-GB" in the browser's settings does.
  const regional = tag.includes('-') && isTag(tag) ? tag : browser.find(candidate => baseOf(candidate) === baseOf(tag));
  return regional ?? baseOf(tag);
}

/**
 * Whether a text is a language tag by BCP 47: the text of an attribute need not be one.
 * @param {string} text
 */
function isTag(text) {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/**
 * The language of a tag, without script and region.
 * @param {string} tag
 */
export function baseOf(tag) {
  return tag.toLowerCase().split('-')[0];
}
