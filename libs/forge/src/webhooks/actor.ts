import type { Actor } from '@arbiter/contracts';
import { storable } from './scalars.ts';

/** What GitLab writes where an address is hidden. */
const REDACTED = '[REDACTED]';

interface RawActor {
  readonly name?: unknown;
  readonly email?: unknown;
  readonly login?: unknown;
  readonly id?: unknown;
  readonly bot?: boolean | undefined;
}

/**
 * How a forge names somebody, from whatever it sent: what is absent, empty or nonsense is left out, because a commit
 * without a name is still a commit. Names are cut; addresses and logins that are too long are dropped, because a cut one
 * would be somebody else's.
 */
export function actorOf(raw: RawActor): Actor {
  const actor: Actor = {};
  if (isFilled(raw.name)) actor.name = storable(raw.name, 512);
  if (isFilled(raw.email) && raw.email.length <= 512 && raw.email !== REDACTED) actor.email = storable(raw.email, 512);
  if (isFilled(raw.login) && raw.login.length <= 255) actor.login = storable(raw.login, 255);
  if (Number.isSafeInteger(raw.id) && Number(raw.id) > 0) actor.forgeUserId = String(raw.id);
  if (raw.bot !== undefined) actor.bot = raw.bot;
  return actor;
}

const isFilled = (value: unknown): value is string => typeof value === 'string' && value !== '';
