import { describe, expect, it } from '@jest/globals';
import { type Announcement, slackMessage } from './slack-announcement.ts';

const announcement: Announcement = {
  source: { kind: 'commit', forge: 'github', repository: { id: '1', name: 'octo/hello' }, sha: 'a'.repeat(40) },
  personId: '09c967ec-2286-8e74-a9ae-2e6a93cbe5c0',
  quote: 'I will mend the lock by Friday',
  dueAt: '2026-08-07T17:00:00+02:00',
  dueText: 'by Friday',
};
const textOf = (over: Partial<Announcement> = {}) => slackMessage({ ...announcement, ...over }).text;

describe('the message to Slack', () => {
  it('says what was promised, by when and where, and no name', () => {
    expect(textOf().split('\n')).toEqual([
      'A promise was made, and it may be worth a helping hand:',
      '> I will mend the lock by Friday',
      '*By when:* 2026-08-07 (“by Friday”)',
      '*Where:* octo/hello, commit aaaaaaaaaa',
      '*Who:* person 09c967ec',
      'Nothing has been said to its author. The proposal waits in the inbox, where you can look at it in your own time.',
    ]);
  });

  it.each([
    ['<!here> <!channel> <@U024BE7LH>', '&lt;!here&gt; &lt;!channel&gt; &lt;@U024BE7LH&gt;'],
    ['a & b &lt; c', 'a &amp; b &amp;lt; c'],
    ['@here and @CHANNEL', '@\u2060here and @\u2060CHANNEL'],
    ['\u202Eevil\u0000 \u001B[31mred', 'evil   [31mred'],
    ['<https://evil.example|click>', '&lt;https://evil.example|click&gt;'],
  ])('shows %j as it stands', (quote, shown) => {
    expect(textOf({ quote }).split('\n')[1]).toBe(`> ${shown}`);
  });

  it('keeps every line of a quotation a quotation', () => {
    expect(textOf({ quote: 'one\r\n\ntwo\u2028three' })).toContain('\n> one\n> two\n> three\n*By when:*');
  });

  it('cuts what is long, between characters', () => {
    const [, line] = textOf({ quote: `a${'👍'.repeat(10_000)}` }).split('\n');
    expect(line).toBe(`> a${'👍'.repeat(249)}…`);
  });

  it('says honestly when no time was said, or only an event', () => {
    expect(textOf({ dueAt: null, dueText: null })).toContain('*By when:* not said');
    expect(textOf({ dueAt: null, dueText: 'in the next PR' })).toContain('*By when:* “in the next PR”');
  });

  it('names changes as their forge does', () => {
    const change = { kind: 'change', forge: 'gitlab', repository: { id: '1', name: 'a/b' }, number: 7 } as const;
    expect(textOf({ source: change })).toContain('*Where:* a/b, !7');
  });
});
