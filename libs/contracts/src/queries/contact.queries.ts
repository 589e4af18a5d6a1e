import { z } from 'zod';
import { defineQuery } from '../core/query.ts';

/** One way to say who is meant. */
export const PersonAddress = z.union([
  z.object({ personId: z.uuid() }).strict(),
  z.object({ slackId: z.string().min(1).max(64) }).strict(),
  z.object({ email: z.string().min(3).max(512) }).strict(),
  z.object({ userId: z.string().min(1).max(255) }).strict(),
]);
export type PersonAddress = z.infer<typeof PersonAddress>;

/** Where somebody can be reached. Addresses are personal data: they are asked for when something is sent, and not kept. */
export const Contact = z.object({
  personId: z.uuid(),
  slackId: z.string().optional(),
  email: z.string().optional(),
  team: z.string().optional(),
  department: z.string().optional(),
});
export type Contact = z.infer<typeof Contact>;

/** Who is meant, and where they can be reached; null for whom nobody knows. In the order of the request. */
export const FindContacts = defineQuery({
  subject: 'query.identity.find-contacts.v1',
  request: z.object({ people: z.array(PersonAddress).min(1).max(1000) }),
  reply: z.object({ contacts: z.array(Contact.nullable()) }),
});
