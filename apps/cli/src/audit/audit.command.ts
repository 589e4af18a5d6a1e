import type { AuditItem, ReplyOf, VerifyAudit } from '@arbiter/contracts';
import { Command } from 'commander';
import { withRestApi } from '../connection/with-rest-api.ts';
import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';

type Verdict = ReplyOf<typeof VerifyAudit>;

const EXAMPLES = `
Examples:
  $ arbiterctl audit list --limit 20
  $ arbiterctl audit verify                        note the anchor down, outside of Arbiter
  $ arbiterctl audit verify --anchor 1207:5f2a…    the log up to there is still the one of that day`;

const COLUMNS = [
  { title: 'SEQ', of: ({ seq }: AuditItem) => seq, right: true },
  { title: 'WHEN', of: ({ at }: AuditItem) => at },
  { title: 'WHO', of: ({ actor }: AuditItem) => `${actor.kind} ${actor.id}` },
  { title: 'WHAT', of: ({ action }: AuditItem) => action },
  { title: 'WHOM', of: ({ personId, object }: AuditItem) => personId ?? (object ? `${object.kind} ${object.id}` : '') },
  { title: 'WHY', of: ({ reason, erased }: AuditItem) => (erased ? '(erased)' : (reason ?? '')) },
];

/** `arbiterctl audit`: who did what to whom, and why. */
export function auditCommand(terminal: Terminal): Command {
  const group = new Command('audit').description('who did what to whom, and why').addHelpText('after', EXAMPLES);
  return group.addCommand(list(terminal)).addCommand(verify(terminal));
}

function list(terminal: Terminal): Command {
  return new Command('list')
    .description('entries, newest first')
    .option('--limit <n>', 'most entries', '50')
    .option('--action <name>', 'only this action, such as person.looked-at')
    .option('--person <id>', 'only what concerns this person')
    .action(({ limit, action, person }: { limit: string; action?: string; person?: string }, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const query = new URLSearchParams({
          limit,
          ...(action !== undefined && { action }),
          ...(person !== undefined && { person_id: person }),
        });
        const answer = await api.call<{ items: AuditItem[] }>('GET', `/audit?${query.toString()}`);
        output.answer(answer, () => {
          if (answer.items.length === 0) output.line('The log is empty.');
          else output.table(COLUMNS, answer.items);
        });
      }),
    );
}

function verify(terminal: Terminal): Command {
  return new Command('verify')
    .description('walk the chain: exit code 1 where anything was changed, taken out or rewritten')
    .option('--anchor <seq:hash>', 'an earlier head, as this command printed it')
    .action(({ anchor }: { anchor?: string }, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const query = anchor === undefined ? '' : `?${new URLSearchParams({ anchor }).toString()}`;
        const verdict = await api.call<Verdict>('GET', `/audit/verify${query}`);
        output.answer(verdict, () => output.line(sentence(verdict)));
        if (!verdict.intact) throw new Failure('The audit log is not intact.');
      }),
    );
}

function sentence({ intact, entries, erased, head, fault }: Verdict): string {
  if (!intact) return `Entry ${String(fault?.seq ?? 0)}: ${fault?.kind ?? 'unknown'}.`;
  const without = erased === 0 ? '' : `, ${String(erased)} of them without reasons that were erased with people`;
  const anchor = head === null ? '' : ` Anchor: ${String(head.seq)}:${head.hash}`;
  return `Intact: ${String(entries)} entries${without}.${anchor}`;
}
