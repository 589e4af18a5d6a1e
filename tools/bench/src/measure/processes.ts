import { readFile, readdir } from 'node:fs/promises';

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;
const PAGE = 4096;

interface Stat {
  readonly pid: number;
  readonly parent: number;
  /** Processor time of the process and of its ended children, milliseconds. */
  readonly cpu: number;
  /** Bytes. */
  readonly resident: number;
}

/** Processor milliseconds of each named process so far, with its children: Postgres works in one for each connection. */
export async function cpuOf(pids: Readonly<Record<string, number>>): Promise<Record<string, number>> {
  const stats = await readStats();
  return Object.fromEntries(
    Object.entries(pids).map(([name, root]) => {
      const family = stats.filter(({ pid, parent }) => pid === root || parent === root);
      return [name, family.reduce((sum, { cpu }) => sum + cpu, 0)];
    }),
  );
}

/** Resident megabytes of processes together. */
export async function residentMegabytes(pids: readonly number[]): Promise<number> {
  const stats = await readStats();
  const bytes = stats.filter(({ pid }) => pids.includes(pid)).reduce((sum, { resident }) => sum + resident, 0);
  return bytes / 2 ** 20;
}

async function readStats(): Promise<Stat[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const texts = await Promise.all(names.map((name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')));
  return texts.filter((text) => text !== '').map(statOf);
}

/** Fields are counted from behind the command's name, which may hold spaces: see proc(5). */
function statOf(text: string): Stat {
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
  return {
    pid: Number.parseInt(text),
    parent: fields[1] ?? 0,
    cpu: (user + system + childUser + childSystem) * TICK_MS,
    resident: (fields[21] ?? 0) * PAGE,
  };
}
