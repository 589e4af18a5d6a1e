import { JsonBytes } from '@arbiter/contracts';

const encoder = new TextEncoder();

/**
 * An event's data as JSON, in UTF-8. Documents at its top that are bytes already are taken over as they are: to escape one of
 * 12 KB as text took half of the time that its event did.
 */
export function encodeData(data: object): Uint8Array {
  const fields = Object.entries(data);
  if (!fields.some(([, value]) => value instanceof JsonBytes)) return encoder.encode(JSON.stringify(data));
  const pieces: Uint8Array[] = [];
  let text = '';
  for (const [name, value] of fields) {
    if (value === undefined) continue;
    text += `${pieces.length === 0 && text === '' ? '{' : ','}${JSON.stringify(name)}:`;
    if (value instanceof JsonBytes) {
      pieces.push(encoder.encode(text), value.bytes);
      text = '';
    } else text += JSON.stringify(value);
  }
  return Buffer.concat([...pieces, encoder.encode(`${text}}`)]);
}
