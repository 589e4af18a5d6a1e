import { git } from './git.ts';

/** One entry of a commit's tree. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
}

/** How two commits stand to each other, and what lies between them. */
export interface Relation {
  readonly mergeBase: string;
  readonly ahead: number;
  readonly behind: number;
  /** From the merge base to the head, as git prints it. */
  readonly diff: Buffer;
}

/** What a fake forge knows of a repository's content. */
export interface ForgeStore {
  /** The commit's SHA; undefined: there is no such branch or commit. */
  resolve(ref: string): Promise<string | undefined>;
  /** Undefined: they have nothing in common. */
  relate(base: string, head: string): Promise<Relation | undefined>;
  /** What a commit changes against its first parent, as git prints it. */
  commitDiff(sha: string): Promise<Buffer>;
  file(ref: string, path: string): Promise<Buffer | undefined>;
  tree(ref: string): Promise<readonly TreeEntry[]>;
  branches(): Promise<readonly { readonly name: string; readonly sha: string }[]>;
}

/** How the forges have git print a diff. */
const PRINTED = ['--no-color', '--no-ext-diff', '--no-textconv', '-U3', '-M'];

const SHA = /^[0-9a-f]{40}$/;

/** A real git repository. */
export class GitStore implements ForgeStore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async resolve(ref: string): Promise<string | undefined> {
    const found = await this.#ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
    return found?.toString().trim();
  }

  async relate(base: string, head: string): Promise<Relation | undefined> {
    const mergeBase = (await this.#ask('merge-base', base, head))?.toString().trim();
    if (mergeBase === undefined || mergeBase === '') return undefined;
    const counts = await git(this.#directory, 'rev-list', '--left-right', '--count', `${base}...${head}`);
    const [behind = 0, ahead = 0] = counts.toString().trim().split(/\s+/).map(Number);
    const diff = await git(this.#directory, 'diff', ...PRINTED, mergeBase, head);
    return { mergeBase, ahead, behind, diff };
  }

  commitDiff(sha: string): Promise<Buffer> {
    return git(this.#directory, 'show', '--format=', '-m', '--first-parent', ...PRINTED, sha);
  }

  async file(ref: string, path: string): Promise<Buffer | undefined> {
    const kind = await this.#ask('cat-file', '-t', `${ref}:${path}`);
    return kind?.toString().trim() === 'blob' ? git(this.#directory, 'cat-file', 'blob', `${ref}:${path}`) : undefined;
  }

  async tree(ref: string): Promise<readonly TreeEntry[]> {
    const listed = await git(this.#directory, 'ls-tree', '-r', '-z', ref);
    return listed
      .toString()
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => {
        const [mode = '', type = '', sha = ''] = line.slice(0, line.indexOf('\t')).split(' ');
        return { mode, type, sha, path: line.slice(line.indexOf('\t') + 1) };
      });
  }

  async branches(): Promise<readonly { readonly name: string; readonly sha: string }[]> {
    const listed = await git(this.#directory, 'for-each-ref', '--format=%(objectname) %(refname:short)', 'refs/heads');
    return listed
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({ sha: line.slice(0, 40), name: line.slice(41) }));
  }

  /** What git answers; undefined where it says no. */
  async #ask(...args: readonly string[]): Promise<Buffer | undefined> {
    try {
      return await git(this.#directory, ...args);
    } catch {
      return undefined;
    }
  }
}

/** A diff alone, for tests that have no repository: two commits, what lies between them, and perhaps files of the head. */
export class DiffStore implements ForgeStore {
  readonly base: string;
  readonly head: string;
  readonly #diff: Buffer;
  readonly #files: ReadonlyMap<string, Buffer>;

  constructor(given: {
    readonly base: string;
    readonly head: string;
    readonly diff: Buffer | string;
    readonly files?: Readonly<Record<string, Buffer | string>>;
  }) {
    if (!SHA.test(given.base) || !SHA.test(given.head)) throw new Error('base and head are SHAs of 40 digits');
    this.base = given.base;
    this.head = given.head;
    this.#diff = Buffer.from(given.diff);
    this.#files = new Map(Object.entries(given.files ?? {}).map(([path, content]) => [path, Buffer.from(content)]));
  }

  resolve(ref: string): Promise<string | undefined> {
    const names: Readonly<Record<string, string>> = { main: this.base, change: this.head };
    const known = [this.base, this.head].includes(ref) ? ref : names[ref];
    return Promise.resolve(known);
  }

  relate(base: string, head: string): Promise<Relation | undefined> {
    const forward = base === this.base && head === this.head;
    return Promise.resolve({
      mergeBase: forward ? base : this.base,
      ahead: forward ? 1 : 0,
      behind: base === this.head && head === this.base ? 1 : 0,
      diff: forward ? this.#diff : Buffer.alloc(0),
    });
  }

  commitDiff(sha: string): Promise<Buffer> {
    return Promise.resolve(sha === this.head ? this.#diff : Buffer.alloc(0));
  }

  file(ref: string, path: string): Promise<Buffer | undefined> {
    return Promise.resolve(ref === this.head || ref === 'change' ? this.#files.get(path) : undefined);
  }

  tree(ref: string): Promise<readonly TreeEntry[]> {
    const paths = ref === this.head ? [...this.#files.keys()] : [];
    return Promise.resolve(paths.map((path) => ({ path, mode: '100644', type: 'blob', sha: this.head })));
  }

  branches(): Promise<readonly { readonly name: string; readonly sha: string }[]> {
    return Promise.resolve([
      { name: 'main', sha: this.base },
      { name: 'change', sha: this.head },
    ]);
  }
}
