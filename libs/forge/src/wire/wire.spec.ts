import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Invalid, Unreadable } from '../api/forge.errors.ts';
import { oneLine } from './one-line.ts';
import { neverConnected } from './unanswered.ts';
import { Wire } from './wire.ts';

const servers: Server[] = [];

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const wire = () =>
  new Wire({
    forge: 'github',
    timeout: 20_000,
    retries: 1,
    maxWait: 1_000,
    pace: { burst: 100, every: 1 },
    repeatable: /\/never$/,
  });

describe('the wire', () => {
  it('follows a repository that moved, with the same method and body', async () => {
    const seen: string[] = [];
    const url = await listen((request, response) => {
      seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
      if (request.url === '/old') response.writeHead(301, { location: '/repositories/7' }).end();
      else request.pipe(response.writeHead(200, { 'content-type': 'text/plain' }));
    });
    const response = await wire().fetch(`${url}/old`, { method: 'POST', body: 'words' });
    expect([await response.text(), seen]).toEqual(['words', ['POST /old', 'POST /repositories/7']]);
  });

  it('takes its credentials to no other host', async () => {
    let visits = 0;
    const elsewhere = await listen((_request, response) => {
      visits++;
      response.end();
    });
    const url = await listen((_request, response) => response.writeHead(302, { location: elsewhere }).end());
    const asked = wire().fetch(`${url}/`, { headers: { authorization: 'token secret', 'private-token': 'secret' } });
    await expect(asked).rejects.toThrow(Unreadable);
    expect(visits).toBe(0);
  });

  it('shows no header in an error, whatever is wrong with it', async () => {
    const failed = await wire()
      .fetch('http://127.0.0.1:9999/', { headers: { authorization: 'token se\ncret' } })
      .catch((error: unknown) => error);
    const shown = [failed, (failed as Error).cause].map((error) => `${String(error)} ${(error as Error).stack ?? ''}`);
    expect(shown.join()).not.toMatch(/cret/);
  });

  it('does not run in circles', async () => {
    const url = await listen((_request, response) => response.writeHead(302, { location: '/' }).end());
    await expect(wire().fetch(`${url}/`)).rejects.toThrow('on and on');
  });

  it('reads no answer without end', async () => {
    const megabyte = Buffer.alloc(1024 * 1024);
    const url = await listen((_request, response) => {
      const more = (): void => {
        while (response.write(megabyte));
        response.once('drain', more);
      };
      more();
    });
    await expect(wire().fetch(`${url}/`)).rejects.toThrow('over 64 MB');
  });

  it('tells the words of a refusal in one line, of either forge, and not without bound', async () => {
    const bodies = [
      { message: 'Validation Failed', errors: [{ field: 'line', code: 'custom', message: 'could not be resolved' }] },
      { message: { note: ["can't be\nblank"], line: ['x'] } },
      { error: 'body is missing' },
      { message: 'a'.repeat(10_000) },
    ];
    const url = await listen((request, response) => {
      const body = bodies[Number(request.url?.slice(1))];
      response.writeHead(422, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    const words = async (index: number): Promise<string> => {
      const error = await wire()
        .fetch(`${url}/${index}`)
        .catch((caught: unknown) => caught);
      return (error as Invalid).words;
    };
    expect(await words(0)).toBe('Validation Failed: could not be resolved');
    expect(await words(1)).toBe("note can't be blank; line x");
    expect(await words(2)).toBe('body is missing');
    expect(await words(3)).toHaveLength(500);
  });

  it('knows a connection that never came about, so that a write may be repeated', async () => {
    const url = await listen(() => undefined);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    const failed = await fetch(url).catch((error: unknown) => error);
    expect(neverConnected(failed)).toBe(true);
    expect(neverConnected(new Error('other side closed'))).toBe(false);
  });
});

describe('a line', () => {
  it('is cut between characters, and shows it', () => {
    expect(oneLine(' one\n two ', 20)).toBe('one two');
    expect(oneLine('𝛂𝛃𝛄𝛅', 3)).toBe('𝛂𝛃…');
  });
});
