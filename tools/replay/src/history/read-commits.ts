import { type Commit, type TouchedFiles, signature } from './commit.ts';
import { gitOutput, nulSeparated } from './git.ts';

const FIELDS = ['%H', '%T', '%P', '%an', '%ae', '%ad', '%cn', '%ce', '%cd', '%B'];
const MOST_PATHS = 100;

/**
 * Every commit that HEAD reaches, parents before children, the commits that a merge brought right before it. It is read
 * as git writes it, so that a history of any length takes the same memory here.
 */
export async function* readCommits(repository: string): AsyncGenerator<Commit> {
  const format = `--format=tformat:${FIELDS.join('%x00')}`;
  const order = ['--topo-order', '--reverse', '--no-color', '--encoding=UTF-8', '--date=raw'];
  const output = gitOutput(repository, ['log', '-z', ...order, '--raw', '--no-renames', format, 'HEAD', '--']);
  const pieces = nulSeparated(output);
  let fields: string[] = [];
  let files: TouchedFiles = noFiles();
  for await (const piece of pieces) {
    if (fields.length < FIELDS.length) {
      fields.push(piece);
    } else if (piece.startsWith('\n:') || piece.startsWith(':')) {
      // A touched file: `:100644 100644 <old> <new> M`, then its path.
      const path = await pieces.next();
      keep(files, piece.at(-1), String(path.value));
    } else {
      yield commitOf(fields, files);
      fields = [piece];
      files = noFiles();
    }
  }
  if (fields.length === FIELDS.length) yield commitOf(fields, files);
}

const noFiles = (): TouchedFiles => ({ added: [], removed: [], modified: [] });

function keep(files: TouchedFiles, status: string | undefined, path: string): void {
  const list = status === 'A' ? files.added : status === 'D' ? files.removed : files.modified;
  if (list.length < MOST_PATHS) list.push(path);
}

function commitOf(fields: readonly string[], files: TouchedFiles): Commit {
  const [sha = '', tree = '', parents = '', an = '', ae = '', ad = '', cn = '', ce = '', cd = '', message = ''] =
    fields;
  return {
    sha,
    tree,
    parents: parents === '' ? [] : parents.split(' '),
    author: signature(an, ae, ad),
    committer: signature(cn, ce, cd),
    message: message.replace(/\n+$/, ''),
    files,
  };
}
