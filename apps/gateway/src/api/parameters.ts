import { Forge } from '@arbiter/contracts';
import { z } from 'zod';

/** How many items a page has. */
export const Limit = z.coerce.number().int().min(1).max(1000).default(50).describe('Most items to answer.');

/** Narrows figures down to one repository. */
export const inRepository = {
  forge: Forge.optional().describe('Code host.'),
  repositoryId: z.string().min(1).max(32).optional().describe("The code host's id of the repository."),
};

/** Leaves out what was not given: a contract's optional fields are absent, not undefined. */
export function given<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
