import { JOURNAL, JOURNEY, type ServiceName } from '@arbiter/contracts';
import { eventLabel } from './event-label.ts';
import type { Room } from './rooms.ts';

/** Measures of the picture, in pixels. */
export const WIDTH = 920;
const CARD = { height: 62, widest: 420, gap: 24 };
/** On the right there is room for what goes back, with its words. */
const FIELD = { left: 60, right: WIDTH - 190 };
const LINE = 19;
/** Above the first card: where deliveries come from. */
const TOP = 118;

export interface Card {
  readonly name: string;
  readonly purpose: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Arrow {
  readonly from: Card;
  readonly to: Card;
  /** The events that take this way. */
  readonly labels: readonly string[];
  /** Whether it goes from one row to the next; any other goes round on the right. */
  readonly straight: boolean;
}

export interface Layout {
  readonly cards: readonly Card[];
  readonly journal: Card;
  readonly arrows: readonly Arrow[];
  readonly height: number;
}

interface Way {
  readonly from: ServiceName;
  readonly to: ServiceName;
  readonly labels: string[];
}

/** Where everything stands: one row for each step of the journey, and the journal, which takes every event, below. */
export function layOut(rooms: readonly Room[]): Layout {
  const ways = waysOfJourney();
  const rows = [...Map.groupBy(rooms, ({ depth }) => depth).values()];
  const cards = new Map<string, Card>();
  const rowOf = new Map<string, number>([[JOURNAL, rows.length]]);

  let top = TOP;
  for (const [index, row] of rows.entries()) {
    for (const card of cardsOf(row, top)) cards.set(card.name, card);
    for (const { service } of row) rowOf.set(service, index);
    const leaving = ways.filter(({ from, to }) => row.some(({ service }) => service === from) && from !== to);
    top += CARD.height + 46 + LINE * Math.max(0, ...leaving.map(({ labels }) => labels.length));
  }
  const journal: Card = {
    name: JOURNAL,
    purpose: 'The journal: takes every event, and so knows the way of every commit.',
    left: 16,
    top,
    width: WIDTH - 32,
    height: CARD.height,
  };
  const cardOf = (service: ServiceName): Card => cards.get(service) ?? journal;
  return {
    cards: [...cards.values()],
    journal,
    arrows: ways.map(({ from, to, labels }) => ({
      from: cardOf(from),
      to: cardOf(to),
      labels,
      straight: (rowOf.get(to) ?? 0) === (rowOf.get(from) ?? 0) + 1,
    })),
    height: top + CARD.height + 16,
  };
}

function cardsOf(row: readonly Room[], top: number): readonly Card[] {
  const space = FIELD.right - FIELD.left;
  const width = Math.min(CARD.widest, (space - CARD.gap * (row.length - 1)) / row.length);
  const left = FIELD.left + (space - row.length * width - CARD.gap * (row.length - 1)) / 2;
  return row.map(({ service, purpose }, index) => ({
    name: service,
    purpose,
    left: left + index * (width + CARD.gap),
    top,
    width,
    height: CARD.height,
  }));
}

/** The events by sender and receiver; an event that nobody acts on goes to the journal alone. */
function waysOfJourney(): readonly Way[] {
  const ways: Way[] = [];
  for (const { event, from, to } of JOURNEY) {
    for (const sender of from) {
      for (const receiver of to.length === 0 ? [JOURNAL] : to) {
        const known = ways.find((way) => way.from === sender && way.to === receiver);
        if (known) known.labels.push(eventLabel(event));
        else ways.push({ from: sender, to: receiver, labels: [eventLabel(event)] });
      }
    }
  }
  return ways;
}
