import type { Bytes } from '@arbiter/authorship';

/** The lines of a stream as they come, without their ends; the last one needs none. Answers those of a piece together. */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncIterable<readonly Bytes[]> {
  let open: Bytes[] = [];
  for await (const piece of stream) {
    const [first = '', ...others] = Buffer.from(piece.buffer, piece.byteOffset, piece.length)
      .toString('latin1')
      .split('\n');
    open.push(first);
    if (others.length === 0) continue;
    const lines = [open.join(''), ...others];
    open = [lines.pop() ?? ''];
    yield lines;
  }
  const last = open.join('');
  if (last !== '') yield [last];
}
