const BOM = '\uFEFF';

/**
 * The text of a diff. UTF-8, where whatever is none reads U+FFFD and never takes a line feed with it; UTF-16 if it begins
 * with that mark, because Windows PowerShell's `git diff > file` writes it.
 *
 * @throws {RangeError} beyond what one text can hold (some 512 MB)
 */
export function decode(input: Uint8Array | string): string {
  const text = typeof input === 'string' ? input : fromBytes(input);
  return text.startsWith(BOM) ? text.slice(1) : text;
}

function fromBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8');
}
