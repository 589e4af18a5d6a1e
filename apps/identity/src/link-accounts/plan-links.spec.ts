import { describe, expect, it } from '@jest/globals';
import { type Account, ownPersonOf } from '../accounts/account.ts';
import { type Link, planLinks } from './plan-links.ts';

const email = (value: string): Account => ({ kind: 'email', value });
const directory = (value: string): Account => ({ kind: 'directory', value });
const jane = email('jane@example.org');
const git = email('jane@home.example.org');
const link = (person: Link['person'], account: Account, rest: Partial<Link> = {}): Link => ({
  person,
  account,
  ...rest,
});

describe('a plan of links', () => {
  it('names a new person by their own account', () => {
    const plan = planLinks([link([jane], git)], new Map());
    expect(plan.results).toEqual([{ personId: ownPersonOf(jane), created: true }]);
    expect(plan.assignments.map(({ account }) => account)).toEqual([jane, git]);
  });

  it('changes nothing when said again', () => {
    const owners = new Map([
      ['email:jane@example.org', ownPersonOf(jane)],
      ['email:jane@home.example.org', ownPersonOf(jane)],
    ]);
    const plan = planLinks([link([jane], git)], owners);
    expect(plan).toMatchObject({ assignments: [], results: [{ created: false }] });
  });

  it('knows the person by any account that was linked before', () => {
    const owners = new Map([['directory:jd', 'p1']]);
    const plan = planLinks([link([jane, directory('jd')], git)], owners);
    expect(plan.results).toEqual([{ personId: 'p1', created: true }]);
    expect(plan.assignments.map(({ account }) => account)).toEqual([jane, git]);
  });

  it('takes the links of a bulk one after the other', () => {
    const plan = planLinks([link([jane, directory('jd')], git), link([directory('jd')], email('j@d.org'))], new Map());
    expect(plan.results.map(({ personId }) => personId)).toEqual([ownPersonOf(jane), ownPersonOf(jane)]);
  });

  it('keeps who had the account before', () => {
    const plan = planLinks([link([jane], git)], new Map([['email:jane@home.example.org', 'p2']]));
    expect(plan.assignments.at(-1)).toEqual({ account: git, personId: ownPersonOf(jane), previousPersonId: 'p2' });
  });

  it('counts an address that is linked to itself as new once', () => {
    expect(
      planLinks([link([jane], jane), link([jane], jane)], new Map()).results.map(({ created }) => created),
    ).toEqual([true, false]);
  });

  it('gives no account to two people at once, and to one as often as it is said', () => {
    const others = [directory('jd'), directory('ek')].map((person) => link([person], git));
    expect(() => planLinks([link([jane], email('x@example.org')), ...others], new Map())).toThrow(
      'links[1] and links[2] give one account to two people',
    );
    expect(planLinks([link([jane], git), link([jane], git)], new Map()).assignments).toHaveLength(2);
  });

  it('takes the last word on team and department', () => {
    const plan = planLinks(
      [link([jane], git, { team: 'core', department: 'R&D' }), link([jane], git, { team: 'web' })],
      new Map(),
    );
    expect(plan.placements).toEqual([{ personId: ownPersonOf(jane), team: 'web', department: 'R&D' }]);
  });
});
