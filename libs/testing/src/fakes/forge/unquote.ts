const ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  '\\': 92,
};

/** A path as git writes it: in quotes with octal bytes where it holds something odd, else plain. */
export function unquote(written: string): string {
  if (!written.startsWith('"')) return written;
  const bytes: number[] = [];
  const inner = Buffer.from(written.slice(1, written.lastIndexOf('"')), 'utf8');
  for (let at = 0; at < inner.length; at++) {
    const byte = inner[at] ?? 0;
    if (byte !== 92) {
      bytes.push(byte);
      continue;
    }
    const next = String.fromCharCode(inner[++at] ?? 0);
    if (/[0-7]/.test(next)) {
      bytes.push(Number.parseInt(inner.toString('latin1', at, at + 3), 8));
      at += 2;
    } else bytes.push(ESCAPES[next] ?? 0);
  }
  return Buffer.from(bytes).toString('utf8');
}
