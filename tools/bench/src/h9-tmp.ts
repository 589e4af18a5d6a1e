import { startServer } from '@arbiter/backing';
import pg from 'pg';
import { mkdtemp } from 'node:fs/promises';
const folder = await mkdtemp('/tmp/h9-pg-');
const s = await startServer('postgres', { folder, temporary: true, durable: process.argv[2] !== 'soft' } as never);
console.log(s.url);
const { execFileSync } = await import('node:child_process');
execFileSync(process.execPath, ['apps/cost-accounting/dist/migrate.js'], { env: { ...process.env, ARBITER_DATABASE_URL: s.url }, stdio: 'inherit' });
const { readFileSync } = await import('node:fs');
const pool = new pg.Pool({ connectionString: s.url, options: '-c search_path=cost', max: 1 });
for (const scope of ['organization/default','department/platform','team/core','repository/github/1','provider/openai'])
  await pool.query(`insert into budget values (gen_random_uuid(), $1, 'day', 'UTC', 1e18, true, 'defer', now() - interval '1 hour')`, [scope]);
const bpid = (await pool.query('select pg_backend_pid() p')).rows[0].p; const cpu = () => { const f = readFileSync(`/proc/${bpid}/stat`,'utf8').split(') ')[1].split(' '); return (Number(f[11])+Number(f[12]))*10; };
const { randomUUID } = await import('node:crypto');
const req = () => ({ id: randomUUID(), scopes: ['organization/default','department/platform','team/core','repository/github/1','provider/openai'], fixed: '250000000', rate: '10000000', prompt: 100, max: 10, min: 10, lease: 60, call: { reservationId: randomUUID(), subject: { department: 'platform', team: 'core', repository: { forge: 'github', id: '1' } }, task: 'extraction', provider: 'openai', model: 'gpt-4o', input: 100, maxOutput: 10, minOutput: 10, leaseSeconds: 60 } });
const med = (a: number[]) => { a.sort((x, y) => x - y); return [a[a.length >> 1], a[Math.floor(a.length * 0.95)]].map((v) => v!.toFixed(3)); };
for (const n of [1, 8, 16, 32, 64]) {
  const t: number[] = [];
  const start = performance.now(); const c0 = cpu(); let done = 0;
  while (performance.now() - start < 2500) { const q = JSON.stringify(Array.from({ length: n }, req)); const a = performance.now(); await pool.query({ name: 'r', text: 'select * from reserve($1::jsonb)', values: [q] }); t.push(performance.now() - a); done += n; }
  const el = (performance.now() - start) / 1000;
  console.log('batch', n, 'ms [median,p95]', med(t), 'min', Math.min(...t).toFixed(2), 'per s', Math.round(done / el), 'cpu ms/batch', ((cpu()-c0)/t.length).toFixed(3));
}
// post
let k = 0;
for (const [label, pico, scopes] of [['free', '0', null], ['paid', '350000000', ['organization/default','team/core']]] as const) {
  const t: number[] = []; const start = performance.now(); const c0 = cpu(); let done = 0;
  while (performance.now() - start < 3000) {
    const q = JSON.stringify(Array.from({ length: 500 }, () => ({ usage_id: `u${k++}`, used_at: new Date().toISOString(), journey: 'commit/github/1/aaaaaaaaaaaaaaaaaaaa', person_id: randomUUID(), team: 't' + (k % 20), department: 'd', repository: 'github/' + (k % 100), provider: 'openai', model: 'gpt-4o', task: 'extraction', service_tier: null, input: 100, cache_read: 0, cache_write_5m: 0, cache_write_1h: 0, output: 10, reasoning: 0, pico, saved_pico: '0', saved_by: null, basis: 'price-book', estimated: false, reservation_id: null, whole: false, scopes })));
    const a = performance.now(); await pool.query({ name: 'p', text: 'select * from post($1::jsonb)', values: [q] }); t.push(performance.now() - a); done += 500; }
  console.log('post', label, med(t), 'per s', Math.round(done / ((performance.now() - start) / 1000)), 'cpu ms/batch', ((cpu()-c0)/t.length).toFixed(2), 'min', Math.min(...t).toFixed(1));
}
await pool.end(); await s.close(); process.exit(0);
