import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real repository in a temporary folder. */
export interface SampleHistory {
  readonly folder: string;
  readonly commits: number;
  /** Newest commit of the main branch. */
  readonly head: string;
  remove(): void;
}

const PEOPLE = [
  'Ada Lovelace <ada@example.org>',
  'Bob <1234+bob@users.noreply.github.com>',
  'Çelik Ünal <celik@example.org>',
  'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>',
  'root <root@localhost>',
  ' <>',
];
const MESSAGES = [
  'Fix the lookup of headers',
  'Add an option for strict parsing\n\nThe default stays as it is.',
  "Parse quoted values\n\nI'll add tests for the edge cases by Friday.",
  'Work around the broken clock\n\nTODO: this is a hack, remove it once the driver is fixed.',
  'Tidy up',
  'Speed up the cache\n\nCo-authored-by: Ada Lovelace <ada@example.org>\nCo-authored-by: Eve <eve@example.org>',
  'I will update the documentation tomorrow.',
  '',
];

/** Makes a history with merges, several people, bots, promises and debt notes; the same whenever it is made. */
export function makeSampleHistory(plainCommits: number): SampleHistory {
  const folder = mkdtempSync(join(tmpdir(), 'arbiter-history-'));
  const git = (args: readonly string[], input = '') =>
    execFileSync('git', ['-C', folder, ...args], { input, encoding: 'utf8' }).trim();
  git(['init', '--quiet', '--bare', '--initial-branch=main', '.']);
  git(['fast-import', '--quiet', '--force'], importOf(plainCommits));
  return {
    folder,
    commits: Number(git(['rev-list', '--count', 'HEAD'])),
    head: git(['rev-parse', 'HEAD']),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every tenth commit goes to a side branch of three, which is then merged. */
function importOf(plainCommits: number): string {
  const stream: string[] = [];
  let mark = 0;
  const commit = (message: string, parents: readonly number[]): number => {
    mark += 1;
    const person = `${PEOPLE[mark % PEOPLE.length] ?? ''} ${String(1_700_000_000 + mark * 700)} +0200`;
    const text = Buffer.byteLength(message);
    stream.push(
      'commit refs/heads/main',
      `mark :${String(mark)}`,
      `author ${person}`,
      `committer ${person}`,
      `data ${String(text)}\n${message}`,
    );
    const [first, ...others] = parents;
    if (first !== undefined) stream.push(`from :${String(first)}`);
    for (const other of others) stream.push(`merge :${String(other)}`);
    stream.push(
      `M 100644 inline file-${String(mark % 40)}.txt`,
      `data ${String(String(mark).length)}\n${String(mark)}`,
      '',
    );
    return mark;
  };
  let tip = commit('First', []);
  for (let index = 1; index < plainCommits; index += 1) {
    const message = MESSAGES[index % MESSAGES.length] ?? '';
    if (index % 10 === 0) {
      let side = tip;
      for (let number = 1; number <= 3; number += 1)
        side = commit(`Side work ${String(index)}, part ${String(number)}`, [side]);
      tip = commit(`Merge side work ${String(index)}`, [tip, side]);
    } else tip = commit(message, [tip]);
  }
  return `${stream.join('\n')}\n`;
}
