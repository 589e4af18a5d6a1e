/** Turns a text into a vector whose direction stands for what the text says. */
export interface Encoder {
  /** Vectors of different encoders are never compared. */
  readonly name: string;
  /** Of length 1. */
  encode(text: string): Float32Array;
}

const DIMENSIONS = 1024;
const [SHORTEST, LONGEST] = [3, 5];

/** Counts stretches of three to five letters, each in one of 1,024 places by its hash. It needs no download and no model. */
export const characterGrams: Encoder = {
  name: 'grams-1',
  encode(text) {
    const vector = new Float32Array(DIMENSIONS);
    const letters = ` ${text.toLowerCase().replaceAll(/\s+/g, ' ').trim()} `;
    for (let length = SHORTEST; length <= LONGEST; length++) {
      for (let start = 0; start + length <= letters.length; start++) {
        const hash = hashOf(letters, start, length);
        const place = hash % DIMENSIONS;
        // A sign of its own lets accidental neighbours cancel each other out instead of adding up.
        vector[place] = (vector[place] ?? 0) + (hash & 0x8000_0000 ? -1 : 1);
      }
    }
    return normalised(vector);
  },
};

/** FNV-1a. */
function hashOf(text: string, start: number, length: number): number {
  let hash = 0x811c_9dc5;
  for (let index = start; index < start + length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  }
  // The last bits of FNV are its best; one more turn spreads them.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** The cosine of the angle between two vectors of length 1. */
export function cosine(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}

/** A vector in a byte a dimension: enough to compare by, a quarter of the room. */
export function packed(vector: Float32Array): string {
  const most = vector.reduce((highest, value) => Math.max(highest, Math.abs(value)), 0) || 1;
  return Buffer.from(Int8Array.from(vector, (value) => Math.round((value / most) * 127)).buffer).toString('base64');
}

export function unpacked(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  return normalised(Float32Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)));
}
