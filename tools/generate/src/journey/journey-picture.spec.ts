import { JOURNEY } from '@arbiter/contracts';
import { describe, expect, it } from '@jest/globals';
import { eventLabel } from './event-label.ts';
import { journeyDiagram } from './journey-diagram.ts';
import { journeyPicture } from './journey-picture.ts';
import { readRooms } from './rooms.ts';

describe('the picture of the journey', () => {
  it('shows every event and every service', async () => {
    const picture = journeyPicture(await readRooms());
    for (const { event, from, to } of JOURNEY) {
      expect(picture).toContain(`>${eventLabel(event)}<`);
      for (const service of [...from, ...to]) expect(picture).toContain(`>${service}<`);
    }
  });

  it('has a diagram with one arrow for each pair of services that talk', () => {
    const pairs = JOURNEY.flatMap(({ from, to }) =>
      from.flatMap((sender) => (to.length === 0 ? ['admin'] : to).map((receiver) => `${sender} ${receiver}`)),
    );
    expect(journeyDiagram().match(/-->\|/g)).toHaveLength(new Set(pairs).size);
  });

  it('puts the services in the order in which a delivery comes through them', async () => {
    const depths = (await readRooms()).map(({ depth }) => depth);
    expect(depths).toEqual([...depths].sort((a, b) => a - b));
    expect(depths[0]).toBe(0);
  });
});
