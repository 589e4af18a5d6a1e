import { describe, expect, it } from '@jest/globals';
import { extract } from '../extract.ts';

const debtIn = (text: string) =>
  extract({ text, at: '2026-11-18T10:00:00+01:00' }).items.filter(({ type }) => type === 'debt');

describe('debt', () => {
  it.each([
    ['TODO: handle the empty list'],
    ['This is an ugly hack.'],
    ['Add a workaround for the broken driver'],
    ['Remove unused imports'],
    ['Fix flaky StandbyTaskTest'],
    ['Fix typo in the Javadoc'],
    ['Clean up the build files'],
    ['We need to fix that later.'],
    ['Simplify how live docs are applied'],
    ['nit: a blank line here'],
  ])('is found in "%s"', (text) => {
    expect(debtIn(text)).toHaveLength(1);
  });

  it.each([
    ['Add an encoding option for the Groovydoc task'],
    ['Bump version to 1.4.0'],
    ['Merge branch main into release'],
    ['LGTM, thanks!'],
    ['Introduce HackathonController'],
    ['> this is an ugly hack'],
    ['Use `cleanup()` after each run'],
  ])('is not found in "%s"', (text) => {
    expect(debtIn(text)).toEqual([]);
  });

  it('is quoted by its sentence', () => {
    const text = 'Adds the endpoint. This is a workaround for #12. Closes #3.';
    expect(debtIn(text)).toEqual([
      expect.objectContaining({ start: 19, end: 48, text: 'This is a workaround for #12.' }),
    ]);
  });

  it('says which words spoke for it', () => {
    expect(debtIn('Remove unused imports')[0]?.cues).toContain('unus');
  });

  it('is at least as sure as items have to be that do not wait for a human', () => {
    for (const { confidence } of debtIn('Fix typo. Clean up the tests. TODO: handle nulls. This is ugly.'))
      expect(confidence).toBeGreaterThanOrEqual(0.75);
  });
});
