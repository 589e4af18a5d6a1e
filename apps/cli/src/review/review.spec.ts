import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { arbiterctl, type Ran } from '../testing/terminal.ts';

const SHAS = ['b', 'a', 'c'].map((digit) => digit.repeat(40));

/** Something that every reviewer by rules finds. */
const LEFTOVER = `function total(items) {
  debugger;
  return items.length;
}
`;

const sarif = (...results: readonly object[]): string =>
  JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'lint' } }, results }] });

const at = (uri: string, startLine?: number, snippet?: string): object => ({
  ruleId: 'no-x',
  level: 'error',
  message: { text: 'Not <x>, @all.' },
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri },
        ...(startLine !== undefined && {
          region: { startLine, ...(snippet !== undefined && { snippet: { text: snippet } }) },
        }),
      },
    },
  ],
});

interface Document {
  readonly findings?: readonly { readonly ruleId: string; readonly startLine: number; readonly to: string }[];
  readonly review?: { readonly comments: readonly { readonly line: number; readonly body: string }[] };
  readonly discussions?: readonly { readonly position: object }[];
  readonly fileComments?: readonly { readonly path: string }[];
  readonly notes?: readonly object[];
  readonly summary?: { readonly body: string };
  readonly fallbacks: readonly object[];
  readonly coverage: { readonly reviewedHunks: number; readonly skipped: readonly object[] };
  readonly costUsd: number;
  readonly diff?: readonly object[];
}

describe('arbiterctl review', () => {
  let folder: string;

  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=N', '-c', 'user.email=n@example.org', ...args], { cwd: folder }).toString();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const review = (line: string, given: string | Buffer = ''): Promise<Ran> =>
    arbiterctl(`review ${line}`, { cwd: folder, in: () => Readable.from([Buffer.from(given)]) });
  const json = async (line: string): Promise<Document> => JSON.parse((await review(`${line} -o json`)).out) as Document;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'arbiter-review-'));
    git('init', '--quiet', '--initial-branch=main');
    write('src/total.js', 'function total(items) {\n  return items.length;\n}\n');
    write('notes with space.md', 'One.\n');
    write('.gitattributes', 'made/** linguist-generated\n');
    git('add', '.');
    git('commit', '--quiet', '--message', 'Start');
    git('checkout', '--quiet', '-b', 'change');
    write('src/total.js', LEFTOVER);
    write('made/x.js', 'debugger;\n');
    git('add', '.');
    git('mv', 'notes with space.md', 'Notizen ü.md');
    git('commit', '--quiet', '--message', 'Change');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('reviews what the branch changed since the default branch, without a key and at no cost', async () => {
    const { code, out, err } = await review('');
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('src/total.js:2');
    expect(out).toContain('> 2 +   debugger;');
    expect(out).toContain('Not looked at (generated): made/x.js');
    expect(out).toContain('Cost: $0');
  });

  it('reviews a patch alike, of a file or of standard input', async () => {
    write('x.diff', git('diff', 'main', 'change'));
    const { out } = await review('--patch x.diff');
    expect(out).toContain('src/total.js:2');
    expect(await review('--patch -', git('diff', 'main', 'change'))).toMatchObject({
      code: 1,
      out: out.replace('x.diff', 'standard input'),
    });
  });

  it('reviews what is staged', async () => {
    write('src/more.js', 'debugger;\n');
    git('add', 'src/more.js');
    const { findings } = await json('--staged');
    git('rm', '--quiet', '--force', '--cached', 'src/more.js');
    expect(findings).toMatchObject([{ startLine: 1, to: 'line' }]);
  });

  it('ends with 0 below the threshold, 2 for what it cannot read, 3 for what is cut off', async () => {
    expect((await review('--fail-on never')).code).toBe(0);
    expect((await review('--patch nothing.diff')).code).toBe(2);
    expect(await review('--patch -', 'Hello.')).toMatchObject({ code: 2, out: '' });
    expect((await review('--base nowhere')).code).toBe(2);
    expect((await review('--shas 1,2,3')).code).toBe(2);
    expect((await review('--output xml')).code).toBe(2);
    expect(await review('--change owner/name#1')).toEqual({
      ...{ code: 2, out: '' },
      err: '--change needs ARBITER_GITHUB_TOKEN (or ARBITER_GITHUB_APP_ID with its key): nothing opens GitHub.\n',
    });
    expect(await review('--change group/name!1')).toMatchObject({
      code: 2,
      err: '--change needs ARBITER_GITLAB_TOKEN: nothing opens GitLab.\n',
    });
    expect(await review('--patch -', '')).toMatchObject({ code: 0, err: 'standard input changes nothing.\n' });
    const cut = Buffer.from(git('diff', 'main', 'change', '--', 'src')).subarray(0, -30);
    expect((await review('--patch -', cut)).code).toBe(3);
  });

  it("takes the base's configuration and never the change's own", async () => {
    write('.arbiter.yml', 'ignore: ["arbiter/*"]\n');
    git('add', '.arbiter.yml');
    git('commit', '--quiet', '--message', 'Silence');
    expect((await review('')).code).toBe(1);
    expect((await review('--base change~1 --head change')).code).toBe(0);
    git('tag', 'silenced');
    write('src/total.js', `${LEFTOVER}debugger;\n`);
    git('commit', '--quiet', '--all', '--message', 'More');
    expect((await review('--base silenced')).code).toBe(0);
    git('reset', '--quiet', '--hard', 'silenced~1');
  });

  it('prints with --dry-run what would be posted on GitHub', async () => {
    const document = await json(`--dry-run --shas ${SHAS.join(',')}`);
    expect(document).toMatchObject({
      forge: 'github',
      review: { commit_id: SHAS[2], event: 'COMMENT', comments: [{ path: 'src/total.js', line: 2, side: 'RIGHT' }] },
      fallbacks: [],
      fileComments: [],
      coverage: { files: 3, hunks: 2, reviewedHunks: 1 },
      costUsd: 0,
    });
    expect((await json('--dry-run')).review).not.toHaveProperty('commit_id');
  });

  it('prints with --dry-run what would be posted on GitLab', async () => {
    const { discussions } = await json(`--dry-run --forge gitlab --shas ${SHAS.join(',')}`);
    expect(discussions?.[0]?.position).toEqual({
      position_type: 'text',
      base_sha: SHAS[0],
      start_sha: SHAS[1],
      head_sha: SHAS[2],
      old_path: 'src/total.js',
      new_path: 'src/total.js',
      new_line: 2,
    });
    expect((await json('--dry-run --forge gitlab')).discussions?.[0]?.position).toMatchObject({
      head_sha: '0'.repeat(40),
    });
  });

  it('shows with --show-diff what it sees', async () => {
    const { diff } = await json('--show-diff');
    expect(diff).toEqual([
      { path: 'Notizen ü.md', previousPath: 'notes with space.md', status: 'renamed', binary: false, hunks: [] },
      expect.objectContaining({ path: 'made/x.js', status: 'added' }),
      {
        path: 'src/total.js',
        status: 'modified',
        binary: false,
        hunks: [
          {
            oldStart: 1,
            oldLines: 3,
            newStart: 1,
            newLines: 4,
            lines: [
              [' ', 1, 1, 'function total(items) {'],
              ['+', null, 2, '  debugger;'],
              [' ', 2, 3, '  return items.length;'],
              [' ', 3, 4, '}'],
            ],
          },
        ],
      },
    ]);
  });

  it("places other tools' findings, and loses none", async () => {
    write(
      'lint.sarif',
      sarif(
        at('src/total.js', 3),
        at('src/total.js', 99, '  debugger;'),
        at('file:///home/ci/src/total.js', 500),
        at('Notizen%20%C3%BC.md', 1),
        at('made/x.js', 1),
        at('elsewhere.js', 1),
        { message: { text: 'Everything is bad.' } },
      ),
    );
    const document = await json('--sarif lint.sarif --no-model --dry-run');
    expect(document.review?.comments).toMatchObject([
      { path: 'made/x.js', line: 1 },
      { path: 'src/total.js', line: 3 },
      { path: 'src/total.js', line: 2 },
    ]);
    expect(document.review?.comments[0]?.body).toContain('Not &lt;x>, @\u200Ball.');
    expect(document.fileComments?.map(({ path }) => path)).toEqual(['Notizen ü.md', 'src/total.js']);
    expect(document.fallbacks).toMatchObject([
      { to: 'file', reason: 'outside-hunks', finding: { path: 'Notizen ü.md', message: 'Not <x>, @all.' } },
      { to: 'summary', reason: 'outside-diff', finding: { path: 'elsewhere.js', startLine: 1, endLine: 1 } },
      { to: 'file', reason: 'outside-hunks', finding: { path: 'src/total.js', startLine: 500 } },
      { to: 'summary', reason: 'whole-change', finding: { ruleId: 'lint' } },
    ]);
    expect(document.summary?.body).toContain('Everything is bad.');
    expect(document.coverage.reviewedHunks).toBe(0);
    const { code, err } = await review('--sarif src/total.js --no-model');
    expect([code, err]).toEqual([2, 'src/total.js is no SARIF 2.1.0.\n']);
  });

  it('leaves out what a tool says is none of its findings', async () => {
    write(
      'few.sarif',
      sarif(
        { ...at('src/total.js', 2), kind: 'pass' },
        { ...at('src/total.js', 2), suppressions: [{ kind: 'inSource' }] },
        { ...at('src/total.js', 2), suppressions: [{ kind: 'external', status: 'rejected' }] },
        { level: 7, message: null, locations: 'none' },
      ),
    );
    const { err, out } = await review('--sarif few.sarif --no-model -o json');
    expect(err).toBe('few.sarif: 2 results are passed, suppressed or gone.\n');
    expect((JSON.parse(out) as Document).findings).toHaveLength(2);
  });

  it('prints SARIF that it can read itself', async () => {
    write('own.sarif', (await review('-o sarif')).out);
    expect(await json('--sarif own.sarif --no-model --dry-run')).toMatchObject({
      review: { comments: [{ path: 'src/total.js', line: 2 }] },
      fallbacks: [],
    });
  });

  it('prints nothing that moves a cursor', async () => {
    write(
      'odd.diff',
      'diff --git a/x b/x\nnew file mode 100644\nindex 0..1\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+x\n',
    );
    write('odd.sarif', sarif({ ...at('x', 1), ruleId: '\u001b[2J', message: { text: 'a\u001b[31mb\u202Ec' } }));
    const { out } = await review('--patch odd.diff --sarif odd.sarif --no-model');
    expect(out).not.toMatch(/[\u001b\u202E]/);
  });
});
