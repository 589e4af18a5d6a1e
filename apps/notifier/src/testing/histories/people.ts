import type { Contact, PersonMatched } from '@arbiter/contracts';
import { stableId } from '@arbiter/service';

/** Somebody in a history. */
export interface Somebody {
  readonly id: string;
  readonly team: string;
  readonly department: string;
  readonly contact: Contact;
}

const somebody = (name: string, team: string): Somebody => {
  const id = stableId('history', name);
  return {
    id,
    team,
    department: 'platform',
    contact: { personId: id, slackId: `U-${name}`, email: `${name}@example.org` },
  };
};

/** Three who promise: one of them leads their own team, with a colleague; one has left a former id behind. */
export const AUTHORS = [somebody('ada', 'core'), somebody('bob', 'core'), somebody('cleo', 'edge')] as const;
export const LEADS = { core: [AUTHORS[1], somebody('lea', 'core')], platform: [somebody('dan', 'none')] } as const;
export const STRANGER = somebody('eve', 'none');

/** Another id of Bob's, from before he was matched. */
export const FORMERLY_BOB = stableId('history', 'bob before');
export const BOB_MATCHED: PersonMatched = {
  matchId: stableId('history', 'bob matched'),
  personId: FORMERLY_BOB,
  intoId: AUTHORS[1].id,
  evidence: 'directory',
  at: '2026-05-01T00:00:00Z',
};

export const EVERYBODY: readonly Somebody[] = [...AUTHORS, LEADS.core[1], LEADS.platform[0], STRANGER];

/** Who may decide about an author. */
export function leadsOf(author: Somebody): ReadonlySet<string> {
  const leads = [...(author.team === 'core' ? LEADS.core : []), ...LEADS.platform].map(({ id }) => id);
  return new Set(leads.filter((id) => id !== author.id));
}
