import type { Actor, RepositoryRef } from '@arbiter/contracts';
import { z } from 'zod';
import { actorOf } from '../actor.ts';
import { Anything, Id, Label, lenient } from '../scalars.ts';

/** As much of a repository as has to be there. */
export const RepositoryId = z.object({ id: Id });

/** `full_name` is absent in the push payloads of old Enterprise Servers. */
export const Repository = z
  .object({
    ...RepositoryId.shape,
    name: lenient(Label),
    full_name: lenient(Label),
    owner: lenient(z.object({ login: lenient(Label), name: lenient(Label) })),
  })
  .transform(({ id, name, full_name, owner }): RepositoryRef => {
    const ownerName = owner?.login ?? owner?.name;
    const short = name ?? id;
    return { id, name: full_name ?? (ownerName ? `${ownerName}/${short}` : short).slice(0, 512) };
  });

/** A user; null where the account is gone. */
export const User = lenient(z.object({ login: Anything, id: Anything, type: Anything, email: Anything })).transform(
  (user): Actor | undefined =>
    user ? actorOf({ login: user.login, id: user.id, email: user.email, bot: botOf(user.type) }) : undefined,
);

const botOf = (type: unknown) => (type === 'Bot' ? true : type === 'User' ? false : undefined);
