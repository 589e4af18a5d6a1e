import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const HOLD = import.meta.resolve('../bin/hold.mjs');

describe('an app whose servers are not there yet', () => {
  let folder: string;
  let app: ChildProcess;
  let said: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hold-'));
    const dist = join(folder, 'greeter', 'dist');
    await mkdir(dist, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(dist, 'greeter.module.js'), `console.log('loaded');`);
    await writeFile(
      join(dist, 'main.js'),
      `import './greeter.module.js'; import { Worker } from 'node:worker_threads';
       console.log('began with ' + process.env.PLACE); new Worker(new URL('thread.js', import.meta.url));`,
    );
    await writeFile(join(dist, 'thread.js'), `console.log('a thread began');`);
    app = spawn(process.execPath, ['--import', HOLD, join(dist, 'main.js')], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    said = '';
    app.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
    while (!said.includes('loaded')) await once(app.stdout ?? app, 'data');
  });

  afterEach(async () => {
    app.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  it('begins with the environment that it is told, as do its threads, and ends by itself', async () => {
    app.send({ PLACE: 'the right database' });
    await once(app, 'close');
    expect(said).toBe('loaded\nbegan with the right database\na thread began\n');
    expect(app.exitCode).toBe(0);
  });

  it('never begins, and ends, when its launcher is gone', async () => {
    app.disconnect();
    await once(app, 'exit');
    expect(said).toBe('loaded\n');
    expect(app.exitCode).toBe(1);
  });
});
