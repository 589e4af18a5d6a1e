import { z } from 'zod';

/** Whose spending a budget limits. Team and department are those of the time of the call. */
export const ScopeType = z.enum(['organization', 'department', 'team', 'repository', 'provider']);
export type ScopeType = z.infer<typeof ScopeType>;

/** The organisation of whoever names none. */
export const DEFAULT_ORGANIZATION = 'default';

/**
 * One scope. The id is the team's or department's name, the provider's name, `forge/id` of a repository (its forge id:
 * names change), and may be left out for the organisation alone.
 */
export const Scope = z.object({ type: ScopeType, id: z.string().min(1).max(128).optional() });
export type Scope = z.infer<typeof Scope>;

/** What a budget's cap is for. Weeks start on Monday; `total` never starts again. */
export const Period = z.enum(['day', 'week', 'month', 'total']);
export type Period = z.infer<typeof Period>;

/** What callers do when nothing is left: ask a cheaper model, the mock, or nobody until the period turns. */
export const OnExhausted = z.enum(['downgrade', 'mock', 'defer']);
export type OnExhausted = z.infer<typeof OnExhausted>;
