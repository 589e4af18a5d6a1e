import type { Deadline } from '@arbiter/contracts';

/** The end of a working day: a date without a time means this, by the writer's own offset. */
const END_OF_DAY = '17:00:00';

/**
 * The instant at which a promise is due; null where no instant can be said ("in the next PR").
 * @param madeAt ISO instant with the writer's offset, which a bare date is read in
 */
export function dueOf(deadline: Deadline | null, madeAt: string): Date | null {
  const at = deadline?.at;
  if (at === undefined || at === null) return null;
  const offset = /(?:Z|[+-]\d{2}:?\d{2})$/i.exec(madeAt)?.[0] ?? 'Z';
  return new Date(at.includes('T') ? at : `${at}T${END_OF_DAY}${offset}`);
}
