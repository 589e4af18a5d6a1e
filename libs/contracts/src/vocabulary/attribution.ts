import { z } from 'zod';

/** A pseudonymous person: no name, no address. Team and department as they were when the work was done. */
export const PersonRef = z.object({
  id: z.uuid(),
  kind: z.enum(['human', 'bot']),
  /** `provisional`: nobody has said yet who this is; they wait in the unmatched queue. */
  standing: z.enum(['known', 'provisional']),
  team: z.string().max(128).optional(),
  department: z.string().max(128).optional(),
});
export type PersonRef = z.infer<typeof PersonRef>;

/** Who made something, with co-authors. `author` is absent where nobody can honestly be named. */
export const Attribution = z.object({ author: PersonRef.optional(), coAuthors: z.array(PersonRef).max(50) });
export type Attribution = z.infer<typeof Attribution>;
