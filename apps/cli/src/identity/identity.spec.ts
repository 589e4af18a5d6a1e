import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { arbiterctl } from '../testing/terminal.ts';

describe('arbiterctl identity', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'arbiterctl-'));
    writeFileSync(join(folder, 'mailmap'), 'J\xf6rg <joerg@x.org> <j@old.org>\n', 'latin1');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs a command with bytes piped in, piece by piece, and answers its bytes. */
  async function run(line: string, ...pieces: string[]) {
    const written: Uint8Array[] = [];
    const { code, err } = await arbiterctl(line, {
      in: () => Readable.from(pieces.map((piece) => Buffer.from(piece, 'latin1'))),
      out: (text) => written.push(Buffer.from(text)),
    });
    return { code, err, out: Buffer.concat(written).toString('latin1') };
  }
  const mailmap = (...pieces: string[]) => run(`identity mailmap --mailmap ${join(folder, 'mailmap')}`, ...pieces);

  it('answers contacts line by line, in bytes, wherever the pieces of its input end', async () => {
    const out = 'J\xf6rg <joerg@x.org>\n\xe9 <e@x>\n';
    expect(await mailmap('x <J@old', '.org>', '\n\xe9 <e@x>')).toEqual({ code: 0, err: '', out });
  });

  it('ends with the status and the words of git at what is no contact', async () => {
    expect(await mailmap('a <b>\nbare@x.org\nc <d>\n')).toEqual({
      code: 128,
      err: 'fatal: unable to parse contact: bare@x.org\n',
      out: 'a <b>\n',
    });
  });

  it('takes a mailmap that does not exist for an empty one', async () => {
    const missing = `identity mailmap --mailmap ${join(folder, 'none')}`;
    expect(await run(missing, 'a <b>\n')).toEqual({ code: 0, err: '', out: 'a <b>\n' });
  });

  it('prints the trailers of a message', async () => {
    const message = 'Title\n\nBug: 1\nSigned-off-by: J\xf6rg\n <j@x>\n---\nKey: value\n';
    expect((await run('identity trailers', message)).out).toBe('Bug: 1\nSigned-off-by: J\xf6rg <j@x>\n');
    expect((await run('identity trailers --no-divider', `${message.slice(0, 5)}\n\nK: v\n`)).out).toBe('K: v\n');
  });

  it('knows every group by its name alone, and all of them without', async () => {
    const { out } = await arbiterctl('--help');
    for (const group of ['journey', 'budget', 'identity']) {
      expect(out).toContain(`  ${group}`);
      expect((await arbiterctl(`${group} --help`)).out).toContain(`arbiterctl ${group}`);
    }
  });
});
