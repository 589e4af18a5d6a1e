import { scrape } from '@arbiter/telemetry';
import { describe, expect, it } from '@jest/globals';
import { CircuitBreaker } from './circuit-breaker.ts';

describe('a circuit breaker', () => {
  const make = () => {
    let now = 0;
    const breaker = new CircuitBreaker('groq', () => now);
    const fail = (times: number) => Array.from({ length: times }, () => breaker.failed());
    return { breaker, fail, pass: (ms: number) => (now += ms) };
  };

  it('opens after five faults in a row, and not before', () => {
    const { breaker, fail } = make();
    fail(4);
    breaker.succeeded();
    fail(4);
    expect(breaker.admits()).toBe(true);
    fail(1);
    expect([breaker.admits(), breaker.wait]).toEqual([false, 5_000]);
  });

  it('lets one call try after a while, and closes if that succeeds', () => {
    const { breaker, fail, pass } = make();
    fail(5);
    pass(5_000);
    expect([breaker.admits(), breaker.admits()]).toEqual([true, false]);
    breaker.succeeded();
    expect([breaker.admits(), breaker.admits()]).toEqual([true, true]);
  });

  it('waits longer each time that the trial fails, and lets the next one try where it came to nothing', () => {
    const { breaker, fail, pass } = make();
    fail(5);
    pass(5_000);
    breaker.admits();
    breaker.withdrew();
    expect(breaker.admits()).toBe(true);
    fail(1);
    expect(breaker.wait).toBe(10_000);
  });

  it('shows its state', async () => {
    const { fail } = make();
    fail(5);
    expect((await scrape()).body).toContain('arbiter_llm_breaker_state{provider="groq"} 2');
  });
});
