import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AdminServer } from './testing/admin-server.ts';
import { arbiterctl } from './testing/terminal.ts';

const key = 'commit/github/1/4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const step = {
  service: 'ingestion',
  event: 'ingestion.commits.ingested.v1',
  time: '2026-08-03T10:00:00.000Z',
  traceId: '4b825dc642cb6eb9a060e54bf8d69288',
};
const letter = {
  id: 17,
  service: 'identity',
  subject: 'ingestion.commits.ingested.v1',
  eventId: 'ingestion.commits.ingested.v1/1',
  journeys: [key],
  error: 'handler-failed: \u001b[2Jclumsy\nhands',
  attempts: 3,
  time: '2026-08-03T10:00:00.000Z',
  traceId: step.traceId,
};

describe('arbiterctl', () => {
  let server: AdminServer;
  const run = (line: string, columns?: number) => arbiterctl(`--address ${server.address} ${line}`, { columns });

  beforeAll(async () => {
    server = await AdminServer.start();
  });
  beforeEach(() => {
    server.asked.length = 0;
    server.answers = {
      ShowJourney: { journeys: [{ key, status: 'complete', steps: [step] }] },
      CountJourneys: { running: 1, complete: 20_000, deadLettered: 0 },
      ListDeadLetters: { items: [letter], total: 2 },
      ShowDeadLetter: { letter, headers: { 'ce-id': 'x' }, body: '{"push":1}' },
      ReplayDeadLetters: { ids: [17, 18] },
      DropDeadLetters: { ids: [17] },
      ListConsumers: {
        items: [
          { stream: 'INGESTION', durable: 'identity-commits-ingested', pending: 3, inFlight: 1, redelivered: 0 },
          { stream: 'INGESTION', durable: 'admin-commits-ingested', pending: 0, inFlight: 0, redelivered: 0 },
        ],
      },
    };
  });
  afterAll(() => {
    server.close();
  });

  it('shows the journey of a commit', async () => {
    const { code, out } = await run('journey 4B825DC');
    expect(code).toBe(0);
    expect(server.asked).toMatchObject([{ method: 'ShowJourney', request: { sha: '4B825DC' } }]);
    expect(out).toBe(
      [
        `${key}  complete`,
        '',
        'TIME                      SERVICE    EVENT                          TRACE',
        '2026-08-03T10:00:00.000Z  ingestion  ingestion.commits.ingested.v1  4b825dc642cb6eb9a060e54bf8d69288',
        '',
        '',
      ].join('\n'),
    );
  });

  it('shows the journey of a key', async () => {
    await run('journey change/github/1296269/7');
    expect(server.asked).toMatchObject([{ request: { key: 'change/github/1296269/7' } }]);
  });

  it('prints what came as JSON', async () => {
    expect(JSON.parse((await run('journeys -o json')).out)).toEqual({ running: 1, complete: 20_000, deadLettered: 0 });
    expect(JSON.parse((await run('-o json dead-letters show 17')).out)).toMatchObject({ letter, body: '{"push":1}' });
  });

  it('counts journeys of one repository', async () => {
    const { out } = await run('journeys --forge github --repository 7');
    expect(server.asked).toMatchObject([{ request: { forge: 'github', repositoryId: '7' } }]);
    expect(out.split('\n').map((line) => line.trimEnd())).toEqual([
      'STATUS         COMMITS',
      'running              1',
      'complete         20000',
      'dead-lettered        0',
      '',
    ]);
  });

  it.each([60, 80, 120])('prints tables that fit %d columns, and no control characters', async (columns) => {
    const { out } = await run('dead-letters list', columns);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);

    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(out).toContain('1 of 2.');
  });

  it('cuts nothing where nobody looks', async () => {
    expect((await run('dead-letters list')).out).toContain('handler-failed:  [2Jclumsy hands');
  });

  it('shows a dead letter with its journeys, headers and body', async () => {
    const { out } = await run('dead-letters show 17');
    for (const part of [key, 'ce-id', '"push": 1', 'handler-failed']) expect(out).toContain(part);
  });

  it('lists only those that are behind, if asked', async () => {
    expect((await run('consumers')).out).toContain('admin-commits-ingested');
    const { out } = await run('consumers --behind');
    expect(out).toContain('identity-commits-ingested');
    expect(out).not.toContain('admin-commits-ingested');
  });

  it('sends dead letters again, in each way of naming them', async () => {
    expect((await run('--api-key secret dead-letters replay 17 18 --rate 5')).out).toBe(
      'Sent 2 dead letters: 17, 18\n',
    );
    await run('dead-letters replay --service identity --dry-run');
    await run('dead-letters replay --all');
    expect(server.asked).toMatchObject([
      { key: 'secret', request: { selection: { ids: [17, 18], service: '', all: false }, dryRun: false, rate: 5 } },
      { key: undefined, request: { selection: { ids: [], service: 'identity' }, dryRun: true, rate: 0 } },
      { request: { selection: { all: true } } },
    ]);
  });

  it('drops dead letters, or says which it would', async () => {
    expect((await run('dead-letters drop 17')).out).toBe('Dropped 1 dead letter: 17\n');
    expect((await run('dead-letters drop 17 --dry-run')).out).toBe('Would drop 1 dead letter: 17\n');
  });

  it.each([
    ['dead-letters replay', 'Name dead letters in one way'],
    ['dead-letters drop 17 --all', 'Name dead letters in one way'],
    ['dead-letters show x', 'whole number above 0'],
    ['dead-letters list --limit 0', 'whole number above 0'],
    ['journey nonsense', 'neither a SHA'],
    ['journey', "missing required argument 'sha|key'"],
    ['journeys -o yaml', 'Allowed choices are table, json'],
    ['frobnicate', "unknown command 'frobnicate'"],
    ['journeys --address elsewhere', 'is no address'],
  ])('says what is wrong with: %s', async (line, words) => {
    const { code, out, err } = await run(line);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(words);
    expect(server.asked).toEqual([]);
  });

  it.each([
    [status.NOT_FOUND, 'It is not there.', 1, 'It is not there.\n'],
    [status.INVALID_ARGUMENT, 'Say it better.', 2, 'Say it better.\n'],
    [status.UNAVAILABLE, 'broker does not answer. Try again later.', 1, 'broker does not answer. Try again later.\n'],
    [status.UNAUTHENTICATED, 'It needs a key.', 1, 'It needs a key. Give it by --api-key or API_KEY_SECRET.\n'],
  ])('tells a refusal with status %d in one line', async (code, details, exit, err) => {
    server.answers = { CountJourneys: { code, details } };
    expect(await run('journeys')).toEqual({ code: exit, out: '', err });
  });

  it('says what to do when nothing answers', async () => {
    expect(await arbiterctl('journeys --address 127.0.0.1:1')).toEqual({
      code: 1,
      out: '',
      err: 'Nothing answers at 127.0.0.1:1. Is Arbiter running? npm start\n',
    });
  });
});

describe('its help', () => {
  const commands = ['journey', 'journeys', 'consumers', 'dead-letters'].concat(
    ['list', 'show', 'replay', 'drop'].map((name) => `dead-letters ${name}`),
  );

  it.each(['', ...commands])('of "%s" has examples', async (command) => {
    const { code, out } = await arbiterctl(`${command} --help`);
    expect(code).toBe(0);
    expect(out).toContain(`$ arbiterctl ${command}`.trimEnd());
  });

  it('is shown when nothing is asked', async () => {
    expect(await arbiterctl('')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Usage: arbiterctl') as unknown,
    });
  });

  it('tells the version', async () => {
    expect(await arbiterctl('--version')).toMatchObject({ code: 0, out: '0.1.0\n' });
  });
});
