import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Arbiter, type State } from './harness/arbiter.ts';
import { until } from './harness/until.ts';

interface Commitment {
  readonly commitmentId: string;
  readonly quote: string;
  readonly state: string;
  readonly dueAt: string | null;
  readonly steps: readonly { readonly kind: string }[];
}

interface Answer<Body> {
  readonly status: number;
  readonly type: string;
  readonly body: Body;
}

describe('what is held of a person', () => {
  let arbiter: Arbiter;
  let state: State;
  let hers: string;

  async function ask<Body>(
    path: string,
    { key = state.apiKey, body }: { key?: string; body?: object } = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(new URL(`/api/v1${path}`, state.gateway), {
      method: body ? 'POST' : 'GET',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const [text, type] = [await response.text(), response.headers.get('content-type') ?? ''];
    return { status: response.status, type, body: (type.includes('json') ? JSON.parse(text) : text) as Body };
  }
  const own = async () => (await ask<{ items: Commitment[] }>('/commitments', { key: hers })).body.items;
  const say = (userId: string, text: string) => ask('/ingest/raw', { body: { user_id: userId, raw_text: text } });

  beforeAll(async () => {
    arbiter = await Arbiter.start();
    state = await arbiter.state();
    await ask('/users/config/git', {
      body: Array.from({ length: 7 }, (_, index) => ({
        user_id: `u-${String(index)}`,
        git_email: `u${String(index)}@example.org`,
        department: index < 4 ? 'Small' : 'Engineering',
      })),
    });
    for (let index = 0; index < 7; index++)
      await say(`u-${String(index)}`, `I will send figure ${String(index)} by Friday.`);
    const issued = await until('she is known', async () => {
      const answer = await ask<{ key: string }>('/privacy/keys', { body: { user_id: 'u-0' } });
      return answer.status === 201 ? answer.body : undefined;
    });
    hers = issued.key;
    await until('her promise is found', async () => ((await own()).length === 1 ? true : undefined));
  }, 240_000);

  afterAll(() => arbiter.stop(), 60_000);

  it('is hers to see, with her own key, and nobody else’s', async () => {
    expect(await own()).toMatchObject([
      { quote: expect.stringContaining('figure 0') as unknown, state: 'open', steps: [{ kind: 'made' }] },
    ]);
    expect((await ask('/commitments?user_id=u-1', { key: hers })).status).toBe(403);
    expect((await ask('/audit', { key: hers })).status).toBe(403);
    expect((await ask('/commitments', { key: `${hers}x` })).status).toBe(401);
  });

  it('is shown to the operator only with her leave and a reason, which she can read', async () => {
    const path = '/reports/audit/u-0';
    expect((await ask(path)).status).toBe(400);
    expect((await ask(`${path}?reason=her+review`)).status).toBe(403);
    expect((await ask('/privacy/grants', { key: hers, body: { viewer: 'operator', days: 1 } })).status).toBe(201);
    expect(await ask(`${path}?reason=her+review`)).toMatchObject({
      status: 200,
      body: { sums: { open: 1, reliability: null } },
    });
    await until('it stands in her log', async () => {
      const { body } = await ask<{ items: { action: string; reason?: string }[] }>('/privacy/access-log', {
        key: hers,
      });
      return (
        body.items.some(({ action, reason }) => action === 'person.looked-at' && reason === 'her review') || undefined
      );
    });
    await ask('/privacy/grants', { key: hers, body: { viewer: 'operator', days: 0 } });
    expect((await ask(`${path}?reason=her+review`)).status).toBe(403);
  });

  it('can be corrected, renegotiated and disputed by her', async () => {
    const [{ commitmentId } = { commitmentId: '' }] = await own();
    const act = (what: string, body: object = {}) =>
      ask<Commitment>(`/commitments/${commitmentId}/${what}`, { key: hers, body });
    expect(await act('correct', { what: 'send the sums' })).toMatchObject({
      status: 200,
      body: { what: 'send the sums' },
    });
    expect(await act('renegotiate', { due: '2099-01-05' })).toMatchObject({
      body: { dueAt: expect.stringMatching(/^2099-01-05T/) as unknown },
    });
    expect(await act('dispute', { reason: 'it was a joke' })).toMatchObject({ body: { state: 'disputed' } });
    expect(await act('confirm')).toMatchObject({ status: 409, body: { code: 'commitment-ended' } });
    expect((await own())[0]?.steps.map(({ kind }) => kind)).toEqual(['made', 'corrected', 'renegotiated', 'disputed']);
  });

  it('is held against what she did when she checks in, as CommitVigil’s clients ask', async () => {
    const body = { user_id: 'u-1', commitment: 'send figure 1 by Friday', check_in: "It's almost done" };
    expect(await ask('/evaluate?sync=true', { body })).toMatchObject({
      status: 200,
      body: {
        status: 'evaluated',
        truth_gap: { gapDetected: true, claimed: 0.9 },
        risk: { level: expect.any(String) as unknown },
      },
    });
    expect(await ask('/evaluate', { body })).toMatchObject({ body: { status: 'enqueued' } });
  });

  it('is summed up only where it tells of nobody, as JSON, Markdown and HTML', async () => {
    interface Report {
      readonly organization: { readonly people: number };
      readonly departments: readonly { readonly suppressed: boolean }[];
    }
    const { body } = await ask<Report>('/reports/organization');
    expect(body.organization.people).toBe(7);
    expect(body.departments.map(({ suppressed }) => suppressed)).toEqual([true, true]);
    expect(await ask('/reports/department/Small')).toMatchObject({
      status: 200,
      body: { suppressed: true, sums: null },
    });
    expect((await ask('/reports/organization?format=markdown')).type).toContain('text/markdown');
    const page = await ask<string>('/reports/organization?report_format=html');
    expect(page.type).toContain('text/html');
    expect(page.body).toContain('Not shown');
  });

  it('is no more once she left, and what she writes is not read from then on', async () => {
    expect(await ask('/privacy/participation', { key: hers, body: { state: 'left' } })).toMatchObject({
      body: { deleted: 1 },
    });
    await say('u-0', 'I will paint the shed by Monday.');
    await say('u-1', 'I will paint the fence by Monday.');
    await until('the others are still read', async () => {
      const { body } = await ask<Report>('/reports/organization');
      return body.organization.sums.open >= 7 ? true : undefined;
    });
    expect(await own()).toEqual([]);
  });

  interface Report {
    readonly organization: { readonly sums: { readonly open: number } };
  }
});
