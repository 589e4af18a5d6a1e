import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Names that git has to quote, or could be misread. On one system only, where not every name is possible. */
const NAMES = [
  'plain.ts',
  'with space.ts',
  'a b/a b/a b',
  'b/a.ts',
  'a/b/a/b',
  'quote".ts',
  'tab\there.ts',
  'line\nfeed.ts',
  'carriage\r.ts',
  'back\\slash.ts',
  'ünïcödé/日本語.ts',
  '🦊 fox.ts',
  ' leading and trailing ',
  'dev/null',
  'x => y.ts',
  '"quoted"',
  '\u0001control.ts',
  '--- a',
  'rename from x',
];

/** Lines that look like something else. */
const LINES = [
  '',
  ' ',
  'ordinary',
  '-- a/plain.ts',
  '++ b/plain.ts',
  '- a/plain.ts',
  '@@ -1,3 +1,3 @@',
  'diff --git a/x b/x',
  'index 1111111..2222222 100644',
  '\\ No newline at end of file',
  'form\ffeed',
  'separator\u2028in\u2029lines',
  'next\u0085line',
  'vertical\vtab',
  'return\r',
  'mid\rreturn',
  'ends in tab\t',
  '\ufeffmark',
  'Binary files a/x and b/x differ',
  'GIT binary patch',
  '-- ',
  '2.39.5',
  '日本語 🦊',
];

/** Numbers from 0 to 1, the same ones for the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A repository of names and lines that are easily misread, which changes by itself. */
export class NastyRepository implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'arbiter-diff-'));
  readonly #random: () => number;
  readonly #files = new Map<string, string>();

  constructor(seed: number) {
    this.#random = randomNumbers(seed);
    this.git('init', '--quiet', '--initial-branch=main');
    this.git('config', 'core.autocrlf', 'false');
  }

  /** Runs git here; answers what it wrote, as bytes. */
  git(...args: readonly string[]): Buffer {
    return this.#run(args);
  }

  /** The texts of blobs, by one process for all of them; empty for the name that git has for no blob. */
  blobs(names: readonly string[]): string[] {
    const answer = this.#run(['cat-file', '--batch'], `${names.join('\n')}\n`);
    let at = 0;
    return names.map((name) => {
      // "<name> blob <bytes>", the bytes, and a line's end; or "<name> missing".
      const start = answer.indexOf(10, at) + 1;
      const [, kind, bytes] = answer
        .subarray(at, start - 1)
        .toString()
        .split(' ');
      if (kind !== 'blob') {
        if (!/^0*$/.test(name)) throw new Error(`git has no blob ${name}`);
        at = start;
        return '';
      }
      at = start + Number(bytes) + 1;
      return answer.subarray(start, at - 1).toString();
    });
  }

  /** What each commit but the first changes, oldest first, as git writes it with such options; by one process for all of them. */
  changes(options: readonly string[], config: readonly string[] = []): Buffer[] {
    const log = this.#run([...config, 'log', '--reverse', '--format=%x00', '--patch', ...options]);
    // There is no zero byte in a diff: a file that holds one is binary to git.
    const [, , ...changes] = log.toString('latin1').split('\0');
    return changes.map((change) => Buffer.from(change.replace(/^\n+/, ''), 'latin1'));
  }

  /** Commits a handful of random changes; gives the commit's name. */
  grow(): string {
    const changes = 1 + Math.floor(this.#random() * 6);
    for (let change = 0; change < changes; change++) this.#change();
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'More\n\n--- a/x\nnothing');
    return this.git('rev-parse', 'HEAD').toString().trim();
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  #run(args: readonly string[], input = ''): Buffer {
    const identity = ['-c', 'user.name=Nobody', '-c', 'user.email=nobody@example.org', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...identity, ...args], { cwd: this.path, input, maxBuffer: 2 ** 28, stdio: 'pipe' });
  }

  #change(): void {
    const [name, text] = this.#pick([...this.#files]) ?? [];
    const what = this.#random();
    if (name === undefined || text === undefined || what < 0.2) this.#write(this.#pick(NAMES) ?? 'x', this.#text());
    else if (what < 0.6) this.#write(name, this.#edited(text));
    else if (what < 0.7) this.#remove(name);
    else if (what < 0.8) this.#rename(name, text);
    else if (what < 0.86) chmodSync(join(this.path, name), this.#random() < 0.5 ? 0o755 : 0o644);
    else if (what < 0.9) this.#write(name, '');
    else if (what < 0.95) this.#write(name, `\0${text}`);
    else this.#link(name);
  }

  #write(name: string, text: string): void {
    // What is a folder for one name cannot be a file of another.
    for (const other of this.#files.keys()) {
      if (other !== name && (other.startsWith(`${name}/`) || name.startsWith(`${other}/`))) return;
    }
    rmSync(join(this.path, name), { force: true });
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), text);
    this.#files.set(name, text);
  }

  #remove(name: string): void {
    rmSync(join(this.path, name));
    this.#files.delete(name);
  }

  #rename(name: string, text: string): void {
    const to = `${name}~`;
    if (to.length > 100) return;
    renameSync(join(this.path, name), join(this.path, to));
    this.#files.delete(name);
    this.#files.set(to, text);
    if (this.#random() < 0.5) this.#write(to, this.#edited(text));
  }

  #link(name: string): void {
    this.#remove(name);
    symlinkSync('plain.ts', join(this.path, name));
  }

  #text(): string {
    const lines = Array.from({ length: Math.floor(this.#random() * 40) }, () => this.#pick(LINES) ?? '');
    return lines.join('\n') + (this.#random() < 0.7 ? '\n' : '');
  }

  #edited(text: string): string {
    const lines = text.split('\n');
    for (let edit = 0; edit < 1 + this.#random() * 4; edit++) {
      const removed = Math.floor(this.#random() * 3);
      const added = Array.from({ length: Math.floor(this.#random() * 3) }, () => this.#pick(LINES) ?? '');
      lines.splice(Math.floor(this.#random() * (lines.length + 1)), removed, ...added);
    }
    return lines.join('\n');
  }

  #pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)];
  }
}
