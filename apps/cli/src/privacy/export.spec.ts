import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { arbiterctl } from '../testing/terminal.ts';

const DOCUMENT = '{"personIds":[],"records":[\n{"service":"review"}\n]}';
/** More than lies in the buffers between the two. */
const PARTS = 400;
const PART = 'x'.repeat(100_000);

describe('arbiterctl privacy export', () => {
  let server: Server;
  let folder: string;
  let answer: (response: ServerResponse) => void | Promise<void>;

  const run = (line: string, terminal = {}) => {
    const { port } = server.address() as AddressInfo;
    return arbiterctl(`--gateway http://127.0.0.1:${String(port)} --api-key k privacy export ada ${line}`, terminal);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'export-'));
    server = createServer((_, response) => void answer(response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    answer = (response) => void response.end(DOCUMENT);
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  it('prints the document as it came', async () => {
    expect(await run('')).toEqual({ code: 0, out: `${DOCUMENT}\n`, err: '' });
  });

  it('writes it to a file that nobody else can read', async () => {
    const file = join(folder, 'ada.json');
    expect(await run(`--file ${file}`)).toMatchObject({
      code: 0,
      out: `${String(DOCUMENT.length)} bytes in ${file}\n`,
    });
    expect(await readFile(file, 'utf8')).toBe(DOCUMENT);
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('takes no more than is taken away', async () => {
    let [given, taken, most] = [0, 0, 0];
    answer = async (response) => {
      for (let part = 0; part < PARTS; part++) {
        given += PART.length;
        if (!response.write(PART)) await once(response, 'drain');
      }
      response.end();
    };
    const { code } = await run('', {
      out: (part: Uint8Array) => {
        taken += part.length;
        most = Math.max(most, given - taken);
      },
      flushed: () => new Promise((resolve) => setImmediate(resolve)),
    });
    expect([code, taken]).toEqual([0, PARTS * PART.length + 1]);
    expect(most).toBeLessThan((PARTS * PART.length) / 2);
  });

  it('says so where it breaks off, and leaves no half of it under the name', async () => {
    answer = (response) => {
      response.write(DOCUMENT.slice(0, 20), () => response.destroy());
    };
    const { code, err } = await run(`--file ${join(folder, 'ada.json')}`);
    expect([code, err]).toEqual([1, expect.stringContaining('broke off in the middle')]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('says what is wrong where there is nothing to hand out', async () => {
    answer = (response) => {
      response.writeHead(404, { 'content-type': 'application/problem+json' });
      response.end('{"code":"person-not-found","detail":"Nobody is known by that."}');
    };
    expect(await run(`--file ${join(folder, 'ada.json')}`)).toEqual({
      code: 1,
      out: '',
      err: 'Nobody is known by that.\n',
    });
    expect(await readdir(folder)).toEqual([]);
  });
});
