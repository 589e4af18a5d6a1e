import type { GroupReport, PromiseSums } from '@arbiter/contracts';
import type { GroupRow } from '../persistence/own-commitments.repository.ts';

/** Fewer people than these are never summed up: what is said of them would be said of somebody. */
export const LEAST_PEOPLE = 5;

/**
 * Figures of departments and of the whole, with as much left out as it takes to show nobody. A department of fewer than
 * five is left out; and where the whole is told, whatever is left out of it must itself be five or more people, or the
 * difference between the whole and the parts would tell of them: then the smallest of the others is left out as well.
 * @param people in all departments, each counted once
 */
export function suppressed(
  groups: readonly GroupRow[],
  people: number,
): { organization: GroupReport; departments: GroupReport[] } {
  const whole = people >= LEAST_PEOPLE;
  const hidden = new Set(groups.filter((group) => group.people < LEAST_PEOPLE));
  if (whole && hidden.size > 0) {
    const others = groups.filter((group) => !hidden.has(group)).toSorted(bySize);
    while (peopleIn(hidden) < LEAST_PEOPLE || hidden.size < 2) {
      const next = others.shift();
      if (next === undefined) break;
      hidden.add(next);
    }
  }
  const all = groups.reduce((sum, group) => added(sum, group), { department: '', people: 0, sums: NONE, risks: {} });
  return {
    organization: reportOf({ ...all, department: 'organization', people }, !whole),
    departments: groups.map((group) => reportOf(group, hidden.has(group))),
  };
}

const NONE = { open: 0, kept: 0, broken: 0, withdrawn: 0 };

const bySize = (one: GroupRow, other: GroupRow): number =>
  one.people - other.people || (one.department < other.department ? -1 : 1);

const peopleIn = (groups: ReadonlySet<GroupRow>): number => [...groups].reduce((sum, { people }) => sum + people, 0);

function added(one: GroupRow, other: GroupRow): GroupRow {
  const levels = [...new Set([...Object.keys(one.risks), ...Object.keys(other.risks)])];
  return {
    ...one,
    sums: {
      open: one.sums.open + other.sums.open,
      kept: one.sums.kept + other.sums.kept,
      broken: one.sums.broken + other.sums.broken,
      withdrawn: one.sums.withdrawn + other.sums.withdrawn,
    },
    risks: Object.fromEntries(levels.map((level) => [level, (one.risks[level] ?? 0) + (other.risks[level] ?? 0)])),
  };
}

function reportOf({ department, people, sums, risks }: GroupRow, hide: boolean): GroupReport {
  if (hide) return { department, people: null, sums: null, openAtRisk: null, suppressed: true };
  return { department, people, sums: withReliability(sums), openAtRisk: { ...risks }, suppressed: false };
}

/** Reliability is kept / due; null while nothing was due. */
export function withReliability(sums: GroupRow['sums']): PromiseSums {
  const due = sums.kept + sums.broken;
  return { ...sums, reliability: due === 0 ? null : Math.round((sums.kept / due) * 1000) / 1000 };
}
