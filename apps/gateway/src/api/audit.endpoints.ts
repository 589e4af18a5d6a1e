import { AuditFault, AuditAnchor, AuditItem, ListAudit, VerifyAudit } from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, type Endpoints } from './endpoint.ts';
import { given, Limit } from './parameters.ts';

const tag = 'Audit';
/** The whole log is walked. */
const PATIENCE = 50_000;

/** The audit log: who did what to whom, and why. */
@Injectable()
export class AuditEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'GET',
      path: '/v1/audit',
      tag,
      summary: 'Entries of the audit log, newest first. Ids, no names.',
      input: z.object({
        person_id: z.uuid().optional().describe('Only what concerns this person.'),
        action: z.string().max(128).optional().describe('Only this action, such as person.looked-at.'),
        limit: Limit,
        before: z.coerce
          .number()
          .int()
          .positive()
          .optional()
          .describe("Only entries before this place: a page's `next`."),
      }),
      output: z.object({ items: z.array(AuditItem), next: z.int().nullable() }),
      run: ({ person_id: personId, action, limit, before }) =>
        this.queries.ask(ListAudit, { limit, ...given({ personId, action, before }) }),
    }),
    endpoint({
      method: 'GET',
      path: '/v1/audit/verify',
      tag,
      summary:
        'Walks the chain of the audit log. With an anchor that was noted down before, a log rewritten as a whole is found out too.',
      input: z.object({
        anchor: z
          .string()
          .regex(/^\d+:[0-9a-f]{64}$/)
          .optional()
          .describe('An earlier head, as seq:hash.'),
      }),
      output: z.object({
        intact: z.boolean(),
        entries: z.int(),
        erased: z.int(),
        head: AuditAnchor.nullable(),
        fault: AuditFault.nullable(),
      }),
      run: ({ anchor }) => {
        const [seq = '', hash = ''] = anchor?.split(':') ?? [];
        return this.queries.ask(VerifyAudit, anchor === undefined ? {} : { anchor: { seq: Number(seq), hash } }, {
          timeoutMs: PATIENCE,
        });
      },
    }),
  ];

  constructor(private readonly queries: Queries) {}
}
