import { describe, expect, it } from '@jest/globals';
import type { GroupRow } from '../persistence/own-commitments.repository.ts';
import { LEAST_PEOPLE, suppressed } from './suppress.ts';

const group = (department: string, people: number, kept = people): GroupRow => ({
  department,
  people,
  sums: { open: 1, kept, broken: 1, withdrawn: 0 },
  risks: { high: 1, critical: 0 },
});
const report = (...groups: GroupRow[]) =>
  suppressed(
    groups,
    groups.reduce((sum, { people }) => sum + people, 0),
  );
const told = ({ departments }: ReturnType<typeof report>) =>
  departments.filter((one) => !one.suppressed).map(({ department }) => department);

describe('figures of groups', () => {
  it('are told where everybody is one of many', () => {
    const { organization, departments } = report(group('core', 8), group('web', 6));
    expect(organization).toMatchObject({ people: 14, sums: { kept: 14, broken: 2, reliability: 0.875 } });
    expect(departments.map(({ people }) => people)).toEqual([8, 6]);
  });

  it('are not told of a department of three', () => {
    expect(report(group('small', 3)).departments).toEqual([
      { department: 'small', people: null, sums: null, openAtRisk: null, suppressed: true },
    ]);
    expect(report(group('small', 3)).organization.suppressed).toBe(true);
  });

  it('of the others do not tell of it by what is missing from the whole', () => {
    expect(told(report(group('core', 8), group('web', 6), group('small', 3)))).toEqual(['core']);
    expect(told(report(group('core', 8), group('small', 3)))).toEqual([]);
    expect(told(report(group('core', 8), group('a', 3), group('b', 3)))).toEqual(['core']);
  });

  it('never leave out less than five people, whatever the departments', () => {
    for (let seed = 1; seed < 400; seed++) {
      const sizes = Array.from({ length: 1 + (seed % 7) }, (_, index) => 1 + ((seed * 31 + index * 17) % 12));
      const groups = sizes.map((people, index) => group(`d${String(index)}`, people));
      const { organization, departments } = report(...groups);
      const hidden = groups.filter((_, index) => departments[index]?.suppressed);
      const people = hidden.reduce((sum, one) => sum + one.people, 0);
      for (const [index, one] of departments.entries()) {
        if (!one.suppressed) expect(groups[index]?.people).toBeGreaterThanOrEqual(LEAST_PEOPLE);
      }
      if (!organization.suppressed && people > 0) expect([sizes, people >= LEAST_PEOPLE]).toEqual([sizes, true]);
    }
  });
});
