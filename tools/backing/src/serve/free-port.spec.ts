import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { freePort, isFree } from './free-port.ts';

describe('a free port', () => {
  it('is another one each time, and none that systems give to clients', async () => {
    const ports: number[] = [];
    for (let asked = 0; asked < 200; asked++) ports.push(await freePort());
    expect(new Set(ports).size).toBe(200);
    expect(Math.max(...ports)).toBeLessThan(32_768);
    expect(Math.min(...ports)).toBeGreaterThan(1_023);
  });

  it('is the preferred one, unless somebody listens on it', async () => {
    const preferred = await freePort();
    expect(await freePort(preferred)).toBe(preferred);
    const server = createServer().listen(preferred, '127.0.0.1');
    await once(server, 'listening');
    try {
      expect(await isFree(preferred)).toBe(false);
      expect(await freePort(preferred)).not.toBe(preferred);
    } finally {
      server.close();
    }
  });
});
