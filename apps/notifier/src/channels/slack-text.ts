/** Somebody's words, line by line; empty ones are left out. */
export const linesOf = (text: string, most: number): readonly string[] =>
  cut(text, most)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => plain(line, most))
    .filter((line) => line !== '');

/**
 * Somebody's words on one line as Slack shows them literally: its three control characters escaped
 * (docs.slack.dev, "Formatting message text"), no mention of a whole channel, no invisible or reordering characters.
 */
export function plain(text: string, most: number): string {
  return cut(text, most)
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/@(?=channel|here|everyone|group)/gi, '@\u2060')
    .trim();
}

/** At most so many UTF-16 units, and no half of a character. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
