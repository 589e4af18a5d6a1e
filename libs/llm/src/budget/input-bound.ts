import { Buffer } from 'node:buffer';
import type { CompletionRequest } from '../providers/provider.ts';

/** Tokens that providers add to each turn, and to a request with a schema or a tool, with room to spare. */
const TURN = 16;
const REQUEST = 600;

/**
 * More tokens than a prompt can have: no tokenizer makes more tokens than there are bytes. It is three or four times what
 * will be billed; the difference is given back as soon as the answer is there.
 */
export function inputBound({ system, turns, schema }: Pick<CompletionRequest, 'system' | 'turns' | 'schema'>): number {
  const words = [system, JSON.stringify(schema), ...turns.map(({ text }) => text)];
  return words.reduce((sum, text) => sum + Buffer.byteLength(text), 0) + (turns.length + 1) * TURN + REQUEST;
}
