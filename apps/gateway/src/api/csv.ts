/** A value as RFC 4180 has it. A text that a spreadsheet would take for a formula gets an apostrophe in front. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return JSON.stringify(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Records as CSV with a head line; objects in them become columns of their own: `tokens.input`. */
export function csvOf(records: readonly Readonly<Record<string, unknown>>[], columns: readonly string[]): string {
  const lines = records.map((record) => columns.map((column) => cell(valueAt(record, column))).join(','));
  return `${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

function valueAt(record: Readonly<Record<string, unknown>>, column: string): unknown {
  return column
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], record);
}
