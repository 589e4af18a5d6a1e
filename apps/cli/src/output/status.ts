import type { JourneyStatus } from '@arbiter/contracts';
import type { Output } from './output.ts';

/** A status in its colour. */
export function paintStatus(status: JourneyStatus, { colours }: Pick<Output, 'colours'>): string {
  const paint = { complete: colours.green, running: colours.yellow, 'dead-lettered': colours.red }[status];
  return paint(status);
}
