import { PersonAddress } from '@arbiter/contracts';
import { z } from 'zod';
import type { Caller } from '../doors/api-key.ts';
import { Problem } from '../http/problem.ts';

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

/**
 * Whom a request is about: the caller, where the key is a person's; else whoever is named.
 * @throws Problem where a personal key is used for somebody else, or the operator names nobody
 */
export function meantBy(name: string | undefined, { kind, id }: Caller): PersonAddress {
  if (kind === 'operator') {
    if (name === undefined) throw new Problem('invalid-parameters', 'Name a person.');
    return addressOf(name);
  }
  if (name !== undefined && name.toLowerCase() !== id) throw new Problem('operators-only');
  return { personId: id };
}
