import { type AuditRecorded, Evidence } from '@arbiter/contracts';
import { stableId } from '@arbiter/service';
import type { Untold } from '../persistence/match.repository.ts';
import type { Word } from './word.ts';

/**
 * A merge, or its undoing, as the audit log keeps it: who said so, why, and how strong the evidence was (rank 1 is the
 * strongest). The same entry however often it is told.
 */
export function auditOf(untold: readonly Untold[]): readonly AuditRecorded[] {
  return untold.flatMap((match) => [
    ...(match.matchedTold ? [] : entry(match, 'merged', match.matchedAt, match.matchedBy)),
    ...(match.partedAt ? entry(match, 'unmerged', match.partedAt, match.partedBy) : []),
  ]);
}

function entry(
  { matchId, personId, intoId, evidence }: Untold,
  done: 'merged' | 'unmerged',
  at: Date,
  word: Word | null,
): AuditRecorded[] {
  return [
    {
      entryId: stableId('audit', 'match', matchId, done),
      at: at.toISOString(),
      service: 'identity',
      actor: word?.actor ?? { kind: 'service', id: 'identity' },
      action: `person.${done}`,
      personId,
      object: { kind: 'person', id: intoId },
      ...(word && { reason: word.why }),
      details: { match: matchId, evidence, rank: Evidence.options.indexOf(evidence) + 1 },
    },
  ];
}
