import { parentPort } from 'node:worker_threads';
import { type Case, judge } from './judge.ts';

/** A case, its body as plain bytes: buffers lose their class on the way. */
type Job = Omit<Case, 'raw'> & { readonly raw: Uint8Array };

parentPort?.on('message', ({ raw, ...rest }: Job) => {
  parentPort?.postMessage(judge({ ...rest, raw: Buffer.from(raw.buffer, raw.byteOffset, raw.length) }));
});
