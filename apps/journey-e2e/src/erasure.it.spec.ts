import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HER_WORDS, QUILLA, TRACES, documents, github, marker, others } from './erasure/quilla.ts';
import { Arbiter, type State } from './harness/arbiter.ts';
import { type Webhook, send } from './harness/examples.ts';
import { readTables } from './harness/tables.repository.ts';
import { until } from './harness/until.ts';

interface Erasure {
  readonly erasureId: string;
  readonly state: string;
  readonly receipts: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

describe('erasing a person', () => {
  let arbiter: Arbiter;
  let state: State;
  let sent: readonly Webhook[];
  let streams: string;

  const call = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const response = await fetch(new URL(`/api/v1${path}`, state.gateway), {
      method: body ? 'POST' : 'GET',
      headers: { 'x-api-key': state.apiKey, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return JSON.parse(text) as Answer;
  };

  /** Where her traces stand: tables by their rows, bytes too, and files of the broker. */
  const found = async (): Promise<string[]> => {
    const tables = await readTables(state.backing['postgres']?.url ?? '');
    const inTables = Object.entries(tables).flatMap(([table, rows]) =>
      TRACES.filter((trace) => rows.some((row) => holds(row, trace))).map((trace) => `${table}: ${trace}`),
    );
    return [...inTables, ...(await inFiles())];
  };

  /** The broker's own files, as they are on the disk: erased messages are overwritten there. */
  const inFiles = async (): Promise<string[]> => {
    const files = await readdir(streams, { recursive: true, withFileTypes: true });
    const contents = await Promise.all(
      files
        .filter((file) => file.isFile())
        .map((file) => readFile(join(file.parentPath, file.name)).catch(() => Buffer.alloc(0))),
    );
    return TRACES.filter((trace) => contents.some((content) => content.includes(trace))).map(
      (trace) => `streams: ${trace}`,
    );
  };

  const quiet = () =>
    until('nothing is on its way', async () => {
      const { running } = await arbiter.get<{ running: number }>('/api/v1/journeys/summary');
      return running === 0 ? true : undefined;
    });

  beforeAll(async () => {
    arbiter = await Arbiter.start();
    state = await arbiter.state();
    streams = await storeOf(state.backing['nats']?.pid ?? 0);
    sent = [
      ...documents().map(([event, document]) => github(state.secrets.github, event, document)),
      ...others(state.secrets.github, state.apiKey),
    ];
    await call('/users/config/git', { user_id: 'q-4711', git_email: QUILLA.email });
    for (const webhook of sent) expect(await send(state.gateway, webhook)).toMatchObject({ status: 202 });
    await quiet();
    await until('her words are everywhere', async () => {
      const places = await found();
      return HER_WORDS.slice(0, 3).every((word) => places.some((place) => place.endsWith(word))) ? true : undefined;
    });
  }, 240_000);

  afterAll(() => arbiter.stop(), 60_000);

  it('hands out first everything that is held of her', async () => {
    const exported = JSON.stringify(await call('/privacy/export?user_id=q-4711&reason=her+own+request'));
    expect(HER_WORDS.slice(0, 1).filter((word) => !exported.includes(word))).toEqual([]);
    await until('she can see who looked', async () => {
      const { items } = await call<{ items: { action: string; reason?: string }[] }>(
        '/privacy/access-log?user_id=q-4711',
      );
      return (
        items.some(({ action, reason }) => action === 'person.looked-at' && reason === 'her own request') || undefined
      );
    });
  });

  it('leaves no table, and no stream, with her words or names', async () => {
    expect((await found()).length).toBeGreaterThan(5);
    const { erasureId } = await call<Erasure>('/privacy/erasures', { user_id: 'q-4711', reason: 'asked for' });
    const erasure = await until(
      'the erasure is complete',
      async () => {
        const now = await call<Erasure>(`/privacy/erasures/${erasureId}`);
        return now.state === 'complete' ? now : undefined;
      },
      120_000,
    );
    expect(Object.keys(erasure.receipts)).toEqual(
      expect.arrayContaining(['gateway', 'ingestion', 'review', 'identity', 'streams']),
    );
    expect(await found()).toEqual([]);
  }, 180_000);

  it('leaves what others did, and a log that is intact', async () => {
    const { items } = await call<{ items: { sha: string; title: string }[] }>('/commits?limit=10');
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ sha: 'b'.repeat(40), title: 'Speed up' }),
        expect.objectContaining({ sha: 'a'.repeat(40), title: '' }),
      ]),
    );
    expect(await call('/audit/verify')).toMatchObject({ intact: true, fault: null });
  });

  it('holds when everything is sent again, under the same ids and under others', async () => {
    for (const webhook of sent) expect(await send(state.gateway, webhook)).toMatchObject({ status: 202 });
    for (const [event, document] of documents())
      await send(state.gateway, github(state.secrets.github, event, document));
    for (const webhook of others(state.secrets.github, state.apiKey)) await send(state.gateway, webhook);
    await send(state.gateway, github(state.secrets.github, 'push', marker('c')));
    await until('the last of it has arrived', async () => {
      const { journey } = await call<{ journey: string }>(`/commits/${'c'.repeat(40)}`);
      return journey === 'complete' || undefined;
    });
    await quiet();
    expect(await found()).toEqual([]);
  }, 120_000);
});

/** Where the broker keeps its streams, by the configuration that it was started with. */
async function storeOf(pid: number): Promise<string> {
  const words = (await readFile(`/proc/${String(pid)}/cmdline`, 'utf8')).split('\0');
  const configuration = await readFile(
    words[words.findIndex((word) => /^--?c(?:onfig)?$/.test(word)) + 1] ?? '',
    'utf8',
  );
  return /store_dir: "([^"]+)"/.exec(configuration)?.[1] ?? '';
}

/** Postgres shows bytes as hex. */
const holds = (row: string, trace: string): boolean =>
  row.toLowerCase().includes(trace.toLowerCase()) || row.includes(Buffer.from(trace).toString('hex'));
