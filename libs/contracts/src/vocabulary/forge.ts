import { z } from 'zod';

/** A code host. */
export const Forge = z.enum(['github', 'gitlab']);
export type Forge = z.infer<typeof Forge>;

/** 40 hex digits (SHA-1 repositories) or 64 (SHA-256). */
export const Sha = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
export type Sha = z.infer<typeof Sha>;

/** An instant with its own offset, as the author's clock showed it. */
export const Instant = z.iso.datetime({ offset: true });

/**
 * Identity follows the forge's numeric id: it survives renames and transfers, and a repository that was deleted and
 * made again under the same name is another one. The name is for people.
 */
export const RepositoryRef = z.object({ id: z.string().min(1).max(32), name: z.string().max(512) });
export type RepositoryRef = z.infer<typeof RepositoryRef>;

/** How the forge names somebody. Personal data: it goes no further than identity. */
export const Actor = z.object({
  name: z.string().max(512).optional(),
  email: z.string().max(512).optional(),
  login: z.string().max(255).optional(),
  /** The forge's numeric id. */
  forgeUserId: z.string().max(32).optional(),
  /** What the forge itself says (GitHub's `type: Bot`); absent where it says nothing. */
  bot: z.boolean().optional(),
});
export type Actor = z.infer<typeof Actor>;
