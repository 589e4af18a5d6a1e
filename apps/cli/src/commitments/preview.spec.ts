import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { arbiterctl } from '../testing/terminal.ts';

const at = '2026-11-18T10:00:00+01:00';
const zone = 'Europe/Berlin';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'arbiterctl-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileOf(...lines: readonly unknown[]): string {
  const file = join(folder, 'texts.jsonl');
  writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return file;
}

const answersOf = (out: string): unknown[] =>
  out.split('\n').slice(0, -1).map((line) => JSON.parse(line) as unknown); // prettier-ignore

describe('arbiterctl commitments preview', () => {
  it('answers one line for each line, in order, in the fixed form', async () => {
    const file = fileOf(
      { text: "Thanks! I'll add a test by Friday.", at, zone },
      { text: 'Bump version', at, zone },
      { text: 'This is a hack.', at, zone },
    );
    const { code, out } = await arbiterctl(`commitments preview --file ${file}`);
    expect(code).toBe(0);
    expect(answersOf(out)).toEqual([
      {
        items: [
          {
            type: 'commitment',
            start: 8,
            end: 34,
            text: "I'll add a test by Friday.",
            who: 'I',
            what: 'add a test by Friday',
            deadline: { text: 'Friday', at: '2026-11-20T17:00:00+01:00', granularity: 'day' },
            confidence: 0.92,
            ambiguous: false,
          },
        ],
      },
      { items: [] },
      {
        items: [
          {
            type: 'debt',
            start: 0,
            end: 15,
            text: 'This is a hack.',
            who: null,
            what: 'This is a hack.',
            deadline: null,
            confidence: expect.any(Number),
            ambiguous: false,
          },
        ],
      },
    ]);
  });

  it('says which words spoke for a debt note where that is asked for', async () => {
    const file = fileOf({ text: 'Remove unused imports', at });
    const { out } = await arbiterctl(`commitments preview --explain --file ${file}`);
    expect(answersOf(out)).toMatchObject([{ items: [{ type: 'debt', cues: expect.arrayContaining(['unus']) }] }]);
  });

  it('answers a line that is none with an error in its place, and fails at the end', async () => {
    const file = fileOf({ text: 'x', at }, 'nonsense', '', { at }, { text: 'x' }, { text: 'x', at, zone: 'Mars/X' });
    const { code, out, err } = await arbiterctl(`commitments preview --file ${file}`);
    expect(code).toBe(1);
    expect(err).toContain('5 of the lines');
    const wrong = (message: string) => ({ error: { code: 'line-invalid', message: expect.stringContaining(message) } });
    expect(answersOf(out)).toEqual([
      { items: [] },
      wrong('JSON object'),
      wrong('JSON object'),
      wrong('text is missing'),
      wrong('at is missing'),
      wrong('time zone'),
    ]);
  });

  it('reads standard input as it comes, whatever the pieces, and knows no line ends but its own', async () => {
    const text = 'Größe 🎉\u2028I will fix it.';
    const bytes = Buffer.from(`\uFEFF${JSON.stringify({ text, at })}\r\n`.replace('\\u2028', '\u2028'));
    const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
    const { code, out } = await arbiterctl('commitments preview --file -', { in: () => Readable.from(pieces) });
    expect(code).toBe(0);
    expect(answersOf(out)).toMatchObject([{ items: [{ type: 'commitment', text: 'I will fix it.', start: 9 }] }]);
  });

  it('refuses what makes no sense', async () => {
    for (const line of ['commitments preview', 'commitments preview --file /nowhere', 'commitments preview --fil x']) {
      expect((await arbiterctl(line)).code).toBe(2);
    }
  });
});

describe('arbiterctl deadlines preview', () => {
  it('answers the date expressions of each line', async () => {
    const file = fileOf(
      { text: 'tomorrow 5pm, or in the next PR', at, zone },
      { text: 'by February 30', at },
      { text: 'LGTM', at },
      { text: 'tomorrow', at: 'yesterday' },
    );
    const { code, out } = await arbiterctl(`deadlines preview --file ${file}`);
    expect(code).toBe(1);
    expect(answersOf(out)).toEqual([
      {
        deadlines: [
          { text: 'tomorrow 5pm', at: '2026-11-19T17:00:00+01:00', granularity: 'time' },
          { text: 'in the next PR', at: null, granularity: 'event', event: 'in the next PR' },
        ],
      },
      { deadlines: [], impossible: ['February 30'] },
      { deadlines: [] },
      { error: { code: 'line-invalid', message: expect.stringContaining('ISO 8601') } },
    ]);
  });
});
