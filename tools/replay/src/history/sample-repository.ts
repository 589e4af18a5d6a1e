import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SampleCommit {
  readonly message?: string | Buffer;
  readonly parents?: readonly string[];
  /** `Name <address>` */
  readonly author?: string;
  /** Seconds since 1970 and offset. */
  readonly date?: string;
  readonly encoding?: string;
}

/** A real, bare repository in a temporary folder, for the specs; commits are written to the letter, nonsense included. */
export class SampleRepository {
  readonly folder = mkdtempSync(join(tmpdir(), 'arbiter-replay-'));
  readonly #tree: string;

  constructor() {
    this.git(['init', '--quiet', '--bare', '--initial-branch=main', '.']);
    this.#tree = this.git(['mktree'], '');
  }

  /** Writes a commit and answers its SHA. */
  commit({
    message = 'A commit\n',
    parents = [],
    author = 'Ada <ada@example.org>',
    date = '1700000000 +0100',
    encoding,
  }: SampleCommit): string {
    const head = [
      `tree ${this.#tree}`,
      ...parents.map((parent) => `parent ${parent}`),
      `author ${author} ${date}`,
      `committer ${author} ${date}`,
      ...(encoding === undefined ? [] : [`encoding ${encoding}`]),
      '\n',
    ];
    const content = Buffer.concat([Buffer.from(head.join('\n')), Buffer.from(message)]);
    return this.git(['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], content);
  }

  /** Makes a commit the tip of the main branch. */
  point(sha: string): void {
    this.git(['update-ref', 'refs/heads/main', sha]);
  }

  git(args: readonly string[], input: string | Buffer = ''): string {
    return execFileSync('git', ['-C', this.folder, ...args], { input, encoding: 'utf8' }).trim();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
