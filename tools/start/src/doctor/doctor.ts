import pc from 'picocolors';
import { runningOwner } from '../owner.ts';
import type { Finding } from './finding.ts';
import { examineMachine } from './machine.ts';
import { examineRunning } from './running.ts';
import { examineServers } from './servers.ts';

const MARKS = { good: pc.green('✓'), notable: pc.yellow('•'), bad: pc.red('✗') } as const;

/** Looks at everything and says what is wrong, with the command that mends it. Gives the exit code: 1 if anything is. */
export async function doctor(write: (text: string) => void): Promise<number> {
  const isRunning = (await runningOwner()) !== undefined;
  const findings = (await Promise.all([examineMachine(isRunning), examineServers(), examineRunning()])).flat();
  for (const finding of findings) write(format(finding));
  const problems = findings.filter(({ state }) => state === 'bad').length;
  write(problems === 0 ? '\nNothing is wrong.' : `\n${problems} to mend.`);
  return problems === 0 ? 0 : 1;
}

function format({ title, state, detail, remedy }: Finding): string {
  const line = `${MARKS[state]} ${title.padEnd(16)} ${detail}`;
  return remedy === undefined ? line : `${line}\n  ${' '.repeat(17)}${pc.bold(remedy)}`;
}
