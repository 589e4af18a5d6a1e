import { Buffer } from 'node:buffer';
import { type FileDiff, type Hunk, inTurns } from '@arbiter/diff';
import { renderHeader, renderHunk } from '../asking/render.ts';
import type { Skipped } from '../review/finding.ts';
import type { TokenCounter } from './tokens.ts';
import { worthOf } from './worth.ts';

/** What goes into one call: files with those of their hunks that fit. */
export interface Pack {
  readonly files: readonly FileDiff[];
  readonly tokens: number;
  readonly bytes: number;
}

/** How much may be asked. */
export interface Room {
  /** Most tokens of diff in one call: beyond, a model reads carelessly. */
  readonly perCall: number;
  /** Most calls. */
  readonly calls: number;
  /** Most tokens of all calls together, with what each takes besides the diff. */
  readonly total: number;
  /** What is held for a call besides its diff: the words of the task by their bytes, and the shortest useful answer. */
  readonly held: number;
  /** What a call takes in the end besides its diff, tokens. */
  readonly taken: number;
  /** What is kept for the second pass. */
  readonly reserve: number;
}

export interface Packing {
  readonly packs: readonly Pack[];
  readonly left: readonly Left[];
}

/** Hunks of a file that are in scope and found no room; `too-long` is one that no call could hold. */
interface Left extends Skipped {
  readonly reason: 'budget' | 'too-long';
  readonly hunks: number;
}

/** No tokenizer makes fewer tokens of code than one of so many bytes. */
const LEAST_BYTES = 16;

/** Less room than this is not worth a call, tokens. */
const LEAST = 200;

/** Hunks that may find no room in a row before the rest is not tried any more. */
const PATIENCE = 50;

/**
 * Packs whole hunks, the most valuable files first. Before a call is made its tokens are only known as bytes to whoever
 * guards the budget, so that a call must fit into what is left by its bytes, and takes of it what it has tokens.
 */
export async function pack(files: readonly FileDiff[], room: Room, tokensOf: TokenCounter): Promise<Packing> {
  const packer = new Packer(room, tokensOf);
  const ranked = files.map((file) => ({ file, worth: worthOf(file) })).sort((a, b) => b.worth - a.worth);
  await inTurns(stepsOf(ranked, packer));
  return packer.done();
}

function* stepsOf(ranked: readonly { readonly file: FileDiff }[], packer: Packer): Generator<void> {
  for (const { file } of ranked) yield* packer.add(file);
}

/** Everything in one go, for whom nothing is too much. */
export const packAll = (files: readonly FileDiff[]): Packing => ({
  packs: files.length === 0 ? [] : [{ files, tokens: 0, bytes: 0 }],
  left: [],
});

/** Whether a hunk need not even be written out to know that it is too long. */
function isHuge({ lines }: Hunk, tokens: number): boolean {
  let characters = 0;
  for (const { text } of lines) if ((characters += text.length) / LEAST_BYTES > tokens) return true;
  return false;
}

class Packer {
  readonly #packs: Pack[] = [];
  readonly #left = new Map<string, Left & { hunks: number }>();
  readonly #room: Room;
  readonly #tokensOf: TokenCounter;
  #open = new Map<FileDiff, Hunk[]>();
  #tokens = 0;
  #bytes = 0;
  /** Of all calls, what is still to be given away. */
  #total: number;
  #misses = 0;

  constructor(room: Room, tokensOf: TokenCounter) {
    this.#room = room;
    this.#tokensOf = tokensOf;
    this.#total = room.total - room.reserve;
  }

  /** A step for each hunk. */
  *add(file: FileDiff): Generator<void> {
    const header = renderHeader(file);
    for (const hunk of file.hunks) {
      const reason = this.#misses >= PATIENCE ? 'budget' : this.#put(file, hunk, header);
      if (reason !== undefined) this.#leave(file, reason);
      yield;
    }
  }

  done(): Packing {
    this.#close();
    return { packs: this.#packs, left: [...this.#left.values()] };
  }

  /** @returns why it found no room */
  #put(file: FileDiff, hunk: Hunk, header: string): Left['reason'] | undefined {
    if (isHuge(hunk, this.#room.perCall)) return 'too-long';
    const text = this.#open.has(file) ? renderHunk(hunk) : `${header}${renderHunk(hunk)}`;
    const bytes = Buffer.byteLength(text);
    const { perCall } = this.#room;
    if (bytes / LEAST_BYTES > perCall) return 'too-long';
    if (bytes > this.#bytesLeft() && !this.#next(bytes)) return this.#miss();
    const tokens = this.#tokensOf(text);
    if (tokens > perCall) return 'too-long';
    if (this.#tokens + tokens > perCall && !this.#next(bytes)) return this.#miss();
    if (this.#open.size === 0) this.#total -= this.#room.taken;
    this.#total -= tokens;
    this.#tokens += tokens;
    this.#bytes += bytes;
    this.#open.set(file, [...(this.#open.get(file) ?? []), hunk]);
    this.#misses = 0;
    return undefined;
  }

  /** Begins another call, if there may be one that has room for so much. */
  #next(bytes: number): boolean {
    if (this.#packs.length + 1 >= this.#room.calls || bytes > this.#bytesLeft({ ofNext: true })) return false;
    this.#close();
    return true;
  }

  /** Room for further bytes: what is left of the total if all that is open counted by its bytes. */
  #bytesLeft({ ofNext = false } = {}): number {
    const { held, taken } = this.#room;
    if (ofNext || this.#open.size === 0) return this.#total - held;
    return this.#total + taken - held + this.#tokens - this.#bytes;
  }

  #miss(): 'budget' {
    this.#misses += this.#total - this.#room.held < LEAST ? PATIENCE : 1;
    return 'budget';
  }

  #close(): void {
    if (this.#open.size === 0) return;
    const files = [...this.#open].map(([file, hunks]) =>
      hunks.length === file.hunks.length ? file : { ...file, hunks },
    );
    this.#packs.push({ files, tokens: this.#tokens, bytes: this.#bytes });
    this.#open = new Map();
    this.#tokens = 0;
    this.#bytes = 0;
  }

  #leave({ path }: FileDiff, reason: Left['reason']): void {
    const key = `${reason}\0${path}`;
    const left = this.#left.get(key);
    if (left) left.hunks += 1;
    else this.#left.set(key, { path, reason, hunks: 1 });
  }
}
