/** What has to be escaped between quotes. */
const SPECIAL = /["\\]/;
const EACH_SPECIAL = /["\\]/g;

/**
 * An array as Postgres reads it. The driver makes the same of it in several times the time: it goes through each text twice
 * for what might have to be escaped, which with columns of texts costs as much as sending them. What else arrays may hold
 * (dates, bytes, arrays) is left to it: then the array itself is answered.
 */
export function arrayLiteral(values: readonly unknown[]): string | readonly unknown[] {
  const elements: string[] = [];
  for (const value of values) {
    if (value === null || value === undefined) elements.push('NULL');
    else if (typeof value === 'string') elements.push(quoted(value));
    else if (typeof value === 'number' || typeof value === 'boolean') elements.push(String(value));
    else return values;
  }
  return `{${elements.join(',')}}`;
}

const quoted = (text: string): string =>
  SPECIAL.test(text) ? `"${text.replaceAll(EACH_SPECIAL, String.raw`\$&`)}"` : `"${text}"`;
