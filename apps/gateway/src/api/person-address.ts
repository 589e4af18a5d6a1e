import { PersonAddress } from '@arbiter/contracts';
import { z } from 'zod';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Somebody, by whichever of their names a client knows: our id, an e-mail address, or the operator's own id. */
export const PersonName = z
  .string()
  .min(1)
  .max(512)
  .describe("A person: our id, an e-mail address, or the operator's own id.");

export function addressOf(name: string): PersonAddress {
  if (UUID.test(name)) return { personId: name.toLowerCase() };
  return PersonAddress.parse(name.includes('@') ? { email: name } : { userId: name });
}
