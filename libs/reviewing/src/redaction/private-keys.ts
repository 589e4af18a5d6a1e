const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const ONE_LINE =
  /(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)(.*?)(-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g;

/** A line of a key: base64, with what a string or a comment puts around it. */
const MATERIAL = /^[\s"'`+|>*#/,]*(?:(?:\\n|[\w-]+: [\w,.-]+|[A-Za-z0-9+/=]{2,})[\s"'`+,;\\n.)]*)$/;

/** What everybody may read, in the same form: a certificate, a public key, a signature. */
const PUBLIC =
  /-----BEGIN (?:[A-Z0-9 ]{0,40} )?(?:CERTIFICATE(?: REQUEST)?|PUBLIC KEY(?: BLOCK)?|X509 CRL|SIGNATURE|MESSAGE)-----/;

/** Whole lines of base64 as keys are wrapped: 64 a line, 70 in OpenSSH's form, 76 in others. */
const WRAPPED = /^[\s"'`+]*(?:[A-Za-z0-9+/]{64}|[A-Za-z0-9+/]{70}|[A-Za-z0-9+/]{76})[\s"'`+\\n,;]*$/;

export const KEY_MARK = '[redacted private-key]';

/** For what may be the middle of a key, or of anything else that is wrapped so: nobody can tell. */
const WRAPPED_MARK = '[redacted wrapped-value]';

/** Whether a text is worth being read line by line for keys: hardly any is. */
export const mayHoldPrivateKey = (text: string): boolean =>
  text.includes('PRIVATE KEY') || /[A-Za-z0-9+/]{64}/.test(text);

/**
 * Takes private keys out of the lines of one side of a hunk, also of a hunk that begins or ends in the middle of one. As
 * many lines come out as went in; marks of begin and end stay.
 */
export function withoutPrivateKeys(lines: readonly string[]): readonly string[] {
  const out = lines.map((line) =>
    line.replaceAll(ONE_LINE, (whole, begin: string, key: string, end: string) =>
      key.trim() === '' ? whole : `${begin}${KEY_MARK}${end}`,
    ),
  );
  let inside = false;
  for (const [index, line] of lines.entries()) {
    if (END.test(line)) {
      if (!inside && !BEGIN.test(line)) redactBackwards(out, index);
      inside = false;
    } else if (inside && (MATERIAL.test(line) || line.trim() === '')) {
      if (line.trim() !== '') out[index] = KEY_MARK;
    } else inside = BEGIN.test(line);
  }
  redactWrapped(lines, out);
  return out;
}

/** The end of a key whose beginning the hunk does not show. */
function redactBackwards(out: string[], end: number): void {
  for (let index = end - 1; index >= 0; index--) {
    const line = out[index] ?? '';
    if (line.trim() === '' || !MATERIAL.test(line)) return;
    out[index] = KEY_MARK;
  }
}

/** The middle of one: runs of lines as no text has them. What is public is left as it is. */
function redactWrapped(lines: readonly string[], out: string[]): void {
  let open = false;
  for (const [index, line] of lines.entries()) {
    const wrapped = WRAPPED.test(line);
    if (!wrapped) open = PUBLIC.test(line);
    const near = WRAPPED.test(lines[index - 1] ?? '') || WRAPPED.test(lines[index + 1] ?? '');
    if (wrapped && near && !open && out[index] === line) out[index] = WRAPPED_MARK;
  }
}
