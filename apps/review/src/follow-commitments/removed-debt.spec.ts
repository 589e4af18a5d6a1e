import { parseDiff } from '@arbiter/diff';
import { describe, expect, it } from '@jest/globals';
import { removedDebtIn } from './removed-debt.ts';
import { tellingWords } from './words.ts';

const diff = (...lines: string[]) =>
  parseDiff(
    Buffer.from(
      [
        'diff --git a/src/mail.ts b/src/mail.ts',
        '--- a/src/mail.ts',
        '+++ b/src/mail.ts',
        `@@ -10,${String(lines.filter((line) => !line.startsWith('+')).length)} +10,${String(lines.filter((line) => !line.startsWith('-')).length)} @@`,
        ...lines,
        '',
      ].join('\n'),
    ),
  );

describe('debt that a diff takes out of the code', () => {
  it('is told with the place where it stood', async () => {
    expect(await removedDebtIn(diff(' a', '-// TODO: handle mail server timeouts', '+retry();'))).toEqual([
      { path: 'src/mail.ts', line: 11, words: tellingWords('handle mail server timeouts') },
    ]);
  });

  it('is not what was only moved, or said nothing', async () => {
    expect(await removedDebtIn(diff('-// TODO: handle timeouts', ' a', '+  // TODO:  handle timeouts'))).toEqual([]);
    expect(await removedDebtIn(diff('-// TODO', ' a', '-const todos = [];'))).toEqual([]);
  });
});
