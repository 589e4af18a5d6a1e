import { ConsiderCheckIn, EvaluateCheckIn, type RequestOf, Risk, TruthGap } from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, type Endpoints } from './endpoint.ts';
import { given } from './parameters.ts';
import { People } from './whom.ts';

const Flag = z.union([
  z.boolean(),
  z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1'),
]);

/** Risk in CommitVigil's words. */
const RiskAssessment = z.object({
  risk_score: z.number(),
  level: Risk.shape.level,
  predicted_latency_days: z.int(),
  mitigation_strategy: z.string(),
});

const STRATEGY = {
  low: 'Nothing needs to be done.',
  medium: 'Ask whether something is in the way.',
  high: 'Agree on a smaller step or another time.',
  critical: 'Renegotiate it, or ask for help now.',
} as const;

/** Check-ins, as CommitVigil's clients send them. */
@Injectable()
export class EvaluateEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'POST',
      path: '/v1/evaluate',
      tag: 'Commitments',
      personal: true,
      summary: 'Holds a check-in ("almost done") against what the repositories show. The words are not stored.',
      input: z.object({
        user_id: z
          .string()
          .min(1)
          .max(255)
          .describe("The operator's own id of the person, an e-mail address, or our id."),
        commitment: z
          .string()
          .max(15_000)
          .optional()
          .describe('The promise in words; the one due next where it is left out.'),
        commitment_id: z.uuid().optional(),
        check_in: z.string().min(1).max(15_000).describe('What the person says about it.'),
        industry: z.string().max(64).optional().describe('Taken for the sake of old clients.'),
        sync: Flag.default(false).describe('Answer with the assessment in CommitVigil’s shape as well.'),
      }),
      output: z.object({
        status: z
          .enum(['enqueued', 'evaluated'])
          .describe('It is always evaluated at once; old clients look for their word.'),
        job_id: z.string(),
        message: z.string(),
        commitment_id: z.uuid().nullable(),
        truth_gap: TruthGap,
        risk: RiskAssessment.nullable(),
        excuse: z
          .string()
          .nullable()
          .describe(
            'The category of a reason that was given. A sign of distress is told to the person alone, in private where somebody else sends this.',
          ),
      }),
      run: async ({ user_id: userId, commitment, commitment_id: commitmentId, check_in: checkIn, sync }, caller) => {
        const person = await this.people.find(userId.includes('@') ? { email: userId } : { user_id: userId }, caller);
        const { personIds } = person;
        const evaluated = await this.queries.ask(EvaluateCheckIn, {
          personIds,
          checkIn,
          ...given({ commitment, commitmentId }),
        });
        const themselves = personIds.includes(caller.id);
        const said = { personId: personIds[0] ?? '', text: checkIn, forThem: !themselves };
        const considered = await this.#consider(said, evaluated.commitmentId);
        const distress = considered.excuse === 'burnout_signal';
        return {
          status: sync ? ('evaluated' as const) : ('enqueued' as const),
          job_id: evaluated.commitmentId ?? personIds[0] ?? '',
          message: (themselves ? considered.message : null) ?? evaluated.truthGap.explanation,
          commitment_id: evaluated.commitmentId,
          truth_gap: evaluated.truthGap,
          risk: evaluated.risk && assessed(evaluated.risk),
          excuse: distress && !themselves ? null : considered.excuse,
        };
      },
    }),
  ];

  constructor(
    private readonly queries: Queries,
    private readonly people: People,
  ) {}

  /** What the words ask for besides: gentleness, time. Without the notifier the check-in is evaluated all the same. */
  async #consider(said: RequestOf<typeof ConsiderCheckIn>, commitmentId: string | null) {
    return this.queries
      .ask(ConsiderCheckIn, { ...said, ...(commitmentId !== null && { commitmentId }) })
      .catch(() => ({ excuse: null, confidence: 0, message: null }));
  }
}

const assessed = ({ level, score }: Risk): z.infer<typeof RiskAssessment> => ({
  risk_score: score,
  level,
  predicted_latency_days: Math.round(Math.max(0, score - 0.5) * 10),
  mitigation_strategy: STRATEGY[level],
});
