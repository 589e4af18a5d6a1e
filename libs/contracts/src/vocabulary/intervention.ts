import { z } from 'zod';

/** Where something can be said. The inbox is always on. */
export const Channel = z.enum(['inbox', 'slack', 'email', 'teams', 'webhook']);
export type Channel = z.infer<typeof Channel>;

/** How something is said, mildest first. */
export const Tone = z.enum(['supportive', 'neutral', 'firm', 'confrontational']);
export type Tone = z.infer<typeof Tone>;

/** What a person gives as the reason why something is late. A sign of burnout is acted on and never stored. */
export const Excuse = z.enum(['legitimate', 'deflection', 'burnout_signal']);
export type Excuse = z.infer<typeof Excuse>;

/** What an intervention is about. The first two tell leads of a promise; the others speak to the person. */
export const InterventionReason = z.enum([
  'promise-made',
  'promise-ambiguous',
  'promise-at-risk',
  'promise-broken',
  'promise-kept',
]);
export type InterventionReason = z.infer<typeof InterventionReason>;

/**
 * Where an intervention stands. `proposed` waits for a lead, `ambiguous` for a human who says whether it is one at all;
 * `blocked` was stopped by the safety supervisor, `cancelled` by the promise's own fate or by a rule at the last moment.
 */
export const InterventionState = z.enum([
  'proposed',
  'ambiguous',
  'blocked',
  'accepted',
  'modified',
  'rejected',
  'expired',
  'cancelled',
  'delivered',
]);
export type InterventionState = z.infer<typeof InterventionState>;

/** What a lead says to a proposal. */
export const Decision = z.enum(['accepted', 'modified', 'rejected']);
export type Decision = z.infer<typeof Decision>;

/** What the safety supervisor found, gravest first. */
export const SafetyCategory = z.enum(['hard_block', 'unsafe', 'ambiguous', 'safe']);
export type SafetyCategory = z.infer<typeof SafetyCategory>;
