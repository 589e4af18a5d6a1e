import { describe, expect, it } from '@jest/globals';
import { Pressure } from './pressure.ts';

/** Keeps the event loop at work for longer than a look takes. */
function work(): void {
  const end = performance.now() + 60;
  while (performance.now() < end);
}

function pressureAfter(requests: number): Pressure {
  const pressure = new Pressure();
  for (let count = 0; count < requests; count++) pressure.count();
  work();
  return pressure;
}

describe('pressure', () => {
  it('is high where many requests leave the event loop no time to spare', () => {
    expect(pressureAfter(20).high).toBe(true);
  });

  it('is not high where something else keeps the loop at work', () => {
    expect(pressureAfter(3).high).toBe(false);
  });

  it('ends with the burst', () => {
    const pressure = pressureAfter(20);
    expect(pressure.high).toBe(true);
    work();
    expect(pressure.high).toBe(false);
  });
});
