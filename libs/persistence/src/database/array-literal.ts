/** What has to be escaped between quotes. */
const SPECIAL = /["\\]/;
/** What JSON escapes besides, and Postgres would read as something else. */
const JSON_ONLY = /[\p{Cc}\p{Cs}]/u;

/**
 * An array as Postgres reads it, as the driver would write it. The driver searches and copies each text twice for what might have
 * to be escaped, which with columns of documents takes longer than sending them. What else arrays may hold (dates, bytes, arrays)
 * is left to it: then the array itself is answered.
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

function quoted(text: string): string {
  if (!SPECIAL.test(text)) return `"${text}"`;
  // A document of JSON, nearly always. Three times as fast as to replace.
  if (!JSON_ONLY.test(text)) return JSON.stringify(text);
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
}
