import type { Actor, RepositoryRef } from '@arbiter/contracts';
import { z } from 'zod';
import { actorOf } from '../actor.ts';
import { Anything, Id, Label, lenient } from '../scalars.ts';

/** The project, as every payload carries it; old ones without an id. */
export const Project = lenient(z.object({ id: Anything, path_with_namespace: lenient(Label), name: lenient(Label) }));
export type Project = z.infer<typeof Project>;

/**
 * Which repository is meant. Payloads say its id in up to three places; the first that is there counts, and a wrong one
 * is not passed over.
 */
export function repositoryOf(project: Project, context: z.RefinementCtx, ...ids: readonly unknown[]): RepositoryRef {
  const id = Id.safeParse([project?.id, ...ids].find((candidate) => candidate !== undefined && candidate !== null));
  if (id.success) return { id: id.data, name: project?.path_with_namespace ?? project?.name ?? id.data };
  context.addIssue({
    code: 'custom',
    path: ['project', 'id'],
    message: 'missing, or not a positive integer below 2^53',
  });
  return z.NEVER;
}

/** Somebody at GitLab. Bots are not marked as such. */
export const User = lenient(z.object({ id: Anything, name: Anything, username: Anything, email: Anything })).transform(
  (user): Actor | undefined =>
    user ? actorOf({ id: user.id, name: user.name, login: user.username, email: user.email }) : undefined,
);
