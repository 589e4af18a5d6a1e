import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bytes } from '../bytes.ts';

/** What a program left behind. */
export interface Ran {
  readonly status: number | null;
  readonly out: Bytes;
  readonly err: Bytes;
}

/** A trailer of a message that stands between those that are asked about. */
const MARK = 'Between-messages: yes\n';

/** No configuration but git's own. */
const DEFAULTS = ['GIT_CONFIG_NOSYSTEM=1', 'GIT_CONFIG_GLOBAL=/dev/null', 'LC_ALL=C'];

/** The git of this machine, with its defaults, in a repository of its own. */
export class Git implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'arbiter-git-'));

  constructor() {
    this.#run(['init', '--quiet']);
    this.#write('mark', `Title\n\n${MARK}`);
  }

  get version(): string {
    return this.#run(['version']).out.trim();
  }

  /** `git check-mailmap --stdin` with this `.mailmap`. */
  checkMailmap(mailmap: Bytes, input: Bytes): Ran {
    this.#write('mailmap', mailmap);
    return this.#run(['-c', 'mailmap.file=mailmap', 'check-mailmap', '--stdin'], input);
  }

  /** `git interpret-trailers --parse` for each message; one process for all of them. */
  parseTrailers(messages: readonly Bytes[]): readonly Bytes[] {
    const files = messages.flatMap((message, index) => [this.#write(`message-${String(index)}`, message), 'mark']);
    const { status, out, err } = this.#run(['interpret-trailers', '--parse', ...files]);
    const answers = out.split(MARK);
    if (status !== 0 || answers.length !== messages.length + 1) throw new Error(`git has failed: ${err}`);
    return answers.slice(0, -1);
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true });
  }

  #write(name: string, bytes: Bytes): string {
    writeFileSync(join(this.#folder, name), bytes, 'latin1');
    return name;
  }

  #run(args: readonly string[], input: Bytes = ''): Ran {
    const { status, stdout, stderr } = spawnSync('env', [...DEFAULTS, 'git', ...args], {
      cwd: this.#folder,
      input: Buffer.from(input, 'latin1'),
      timeout: 60_000,
    });
    return { status, out: stdout.toString('latin1'), err: stderr.toString('latin1') };
  }
}
