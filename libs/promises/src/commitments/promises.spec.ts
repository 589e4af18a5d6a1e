import { describe, expect, it } from '@jest/globals';
import { extract } from '../extract.ts';

const AT = '2026-11-18T10:00:00+01:00';

const promisesIn = (text: string) => extract({ text, at: AT }).items.filter(({ type }) => type === 'commitment');

describe('promises', () => {
  it.each([
    ["Thanks! I'll add a test for that.", "I'll add a test for that."],
    ['I will fix this.', 'I will fix this.'],
    ['I’m going to rewrite the parser.', 'I’m going to rewrite the parser.'],
    ['Will add a corresponding test in a follow-up PR.', 'Will add a corresponding test in a follow-up PR.'],
    ['Good point, will remove.', 'will remove.'],
    ['We will do that in a subsequent PR.', 'We will do that in a subsequent PR.'],
    ['In the end we will switch to Ant 1.10.', 'we will switch to Ant 1.10.'],
    ['Future commits will add the missing operators.', 'Future commits will add the missing operators.'],
    ['The shim will be removed in the next PR.', 'The shim will be removed in the next PR.'],
    ["I'll get rid of it.", "I'll get rid of it."],
    ["I'll see if I can patch that too.", "I'll see if I can patch that too."],
    ["- I'll update the docs", "I'll update the docs"],
    ['I plan to backport this.', 'I plan to backport this.'],
    ['forgot this, will remove', 'will remove'],
    ['LGTM, will test and merge', 'will test and merge'],
    ['It keeps the id in the table Will clean it up in another PR', 'Will clean it up in another PR'],
    ['I opened an issue and will do it in another PR.', 'will do it in another PR.'],
    ['Let me add a test.', 'Let me add a test.'],
    ['Planning to rewrite it next week.', 'Planning to rewrite it next week.'],
    ['Will take a look.', 'Will take a look.'],
    ['@ada we will pick it up.', 'we will pick it up.'],
    ['We will be removing the shim in the next release.', 'We will be removing the shim in the next release.'],
    ['Follow up commits will use this.', 'Follow up commits will use this.'],
    ['The shim will be removed\nin the next\nPR.', 'The shim will be removed\nin the next\nPR.'],
    // Who does it is left out, and that it is done is not.
    [
      'The pg_dump test fails for reasons that will be fixed separately.',
      'The pg_dump test fails for reasons that will be fixed separately.',
    ],
    ['Messages will be added at a later date', 'Messages will be added at a later date'],
    ['Will be fixed in another PR.', 'Will be fixed in another PR.'],
    ['A backport will follow.', 'A backport will follow.'],
    ['Filtering will come in a separate change.', 'Filtering will come in a separate change.'],
    ['An upcoming PR for the API will test the service.', 'upcoming PR for the API will test the service.'],
    ['It helps with the node, which we plan to implement.', 'we plan to implement.'],
    ['We took the wrong turn and we will come up with another fix.', 'we will come up with another fix.'],
    ['We will be promoting it to tier 1 soon.', 'We will be promoting it to tier 1 soon.'],
    ["I missed that one. I'll have to update again.", "I'll have to update again."],
    ['I will completely remove them.', 'I will completely remove them.'],
    ["I'll use your suggestion in the next version.", "I'll use your suggestion in the next version."],
    ['In the next patch, we’ll allow it to be returned.', 'we’ll allow it to be returned.'],
    ['Keep this as is, we will deal with it later.', 'we will deal with it later.'],
    ['We are going to deprecate the old store.', 'We are going to deprecate the old store.'],
    ['In the long term, we will clean-up these entities.', 'we will clean-up these entities.'],
    ['We soon plan to refactor it.', 'We soon plan to refactor it.'],
    ['There will be a follow-up for the docs.', 'There will be a follow-up for the docs.'],
    ['Right, there is a bug here, thank you, will fix.', 'will fix.'],
    ['My fault. Will be fixed.', 'Will be fixed.'],
    ["I don't like these, let me kill them.", 'let me kill them.'],
    // Without "will": on its way, or being done, with a time for it.
    ['PR coming today.', 'PR coming today.'],
    ['Good catch! Patch incoming', 'Patch incoming'],
    ['on it, done by Friday', 'on it, done by Friday'],
    ['pushing the revert this afternoon', 'pushing the revert this afternoon'],
    ['Reverting this now, reland tomorrow.', 'Reverting this now, reland tomorrow.'],
    ["The docs are wrong, so we're shipping 2.4 on Monday.", "we're shipping 2.4 on Monday."],
    ['Thanks, updating the docs in a follow-up PR.', 'updating the docs in a follow-up PR.'],
    ['Sure, splitting this into a separate commit.', 'splitting this into a separate commit.'],
    ["You'll have the draft by Monday.", "You'll have the draft by Monday."],
    ['Expect a PR by Thursday.', 'Expect a PR by Thursday.'],
    ['ETA for the fix: Friday.', 'ETA for the fix: Friday.'],
    ['I should have this done by tomorrow.', 'I should have this done by tomorrow.'],
    ['### What?\nTests. ### Why?\nWe are going to release it.', 'We are going to release it.'],
  ])('are found in "%s"', (text, words) => {
    expect(promisesIn(text)).toEqual([expect.objectContaining({ text: words, ambiguous: false })]);
    expect(promisesIn(text)[0]?.confidence).toBeGreaterThanOrEqual(0.75);
  });

  it.each([
    // What code will do.
    ['In this case we will create a new Struct on each request.'],
    ['The consumer will add one topic at a time.'],
    ['We want to make it idempotent but we will log a warning.'],
    ['As a user I will get an error.'],
    ['When the flag is set, will remove the entry.'],
    ['These are the files we will write.'],
    ["Here we'll switch to the new name."],
    ['Our policy says that we will drop it.'],
    ['The call ￼￼￼ will still work'],
    ['Let me know what you think.'],
    ['Let me check whether it is so?'],
    ['`wsh ssh` -i will write identity files.'],
    ['Otherwise we will run into undefined behavior later.'],
    ['We will be able to switch to it in the future.'],
    ['We are going to extract the argument and drop it in.'],
    ['We will add the class, so it can be passed on.'],
    ['In the sort store case, we will create a list.'],
    ['The pipes module is deprecated and will be removed later.'],
    ['I am going to regret this.'],
    ["I'm going to politely disagree."],
    ['We will need to merge it back at some point.'],
    ["I'm going to Paris in the spring."],
    ['We are going to hit this line again.'],
    ['Someday I’ll learn how to spell.'],
    ['Some interleaved dumps were hard to follow.'],
    ['This led the packet to be handled with the next key phase secrets.'],
    ['I am going to run into performance issues.'],
    // The same words, of other things.
    ['"PR coming soon" was said a month ago.'],
    ['The train is coming today.'],
    ['Fix incoming message parsing'],
    ['No PR coming today, sorry.'],
    ['Is the PR coming today?'],
    ['If the fix is coming tomorrow, we can wait.'],
    ['The new release coming next week breaks this.'],
    ['Sending the request today returns 500.'],
    ['Merging this tomorrow would break the release.'],
    ['Uploading a follow-up patch to correct this.'],
    ['Doing so lets us treat the request immediately, without waiting for the handshake.'],
    ["I'm not pushing this today."],
    ['He is pushing the fix tomorrow.'],
    ["You'll have to restart it tonight."],
    ['Expect the test to fail until Thursday.'],
    ['We should have tests for this by default.'],
    ['What is the ETA?'],
    // Requests and questions.
    ['Will this work on Windows?'],
    ['Could you fix this in the next PR?'],
    ['Shall we merge, or will I wait?'],
    ['The naming needs to be fixed in a separate PR.'],
    // Suppositions, the past, and promises never to.
    ['If we will agree on the extension, fine.'],
    ['I have fixed this.'],
    ["I'll never touch this file."],
    ['I will not merge this.'],
    // No work.
    ["I'll wait for the review."],
    ["I'll leave it in."],
    ['We will need a restart the first time.'],
    ['PEM files are deprecated, to be removed in a future release.'],
    // Words of others, and what is no prose.
    ["> I'll fix it tomorrow"],
    ['He said "I will fix it" in the call.'],
    ["```\nI'll fix it\n```"],
    ["Signed-off-by: I'll fix it <a@b.c>"],
    ['<!-- I will fill in the template -->'],
    ['Revert "I will fix this later"'],
  ])('are not found in "%s"', (text) => {
    expect(promisesIn(text).filter(({ ambiguous }) => !ambiguous)).toEqual([]);
  });

  it.each([['Will do.'], ['Will do, thanks!'], ["I'll do that."], ['On it!'], ['@alice will fix the parser.']])(
    'are ambiguous in "%s"',
    (text) => {
      expect(promisesIn(text)).toEqual([expect.objectContaining({ ambiguous: true })]);
    },
  );

  it.each([
    ["Maybe I'll rebase this."],
    ['We will tweak those in the future if we find more.'],
    ['Maybe an option will be added in the future.'],
  ])('are in doubt where the writer is: "%s"', (text) => {
    expect(promisesIn(text)[0]?.confidence).toBeLessThan(0.75);
  });

  it('say who, what and by when', () => {
    expect(promisesIn("Looks good. By Friday I'll migrate `Foo#bar`.")).toEqual([
      {
        type: 'commitment',
        start: 22,
        end: 45,
        text: "I'll migrate `Foo#bar`.",
        who: 'I',
        what: 'migrate `Foo#bar`',
        deadline: { text: 'Friday', at: '2026-11-20T17:00:00+01:00', granularity: 'day' },
        confidence: 0.92,
        ambiguous: false,
      },
    ]);
  });

  it('name the other person where it is theirs', () => {
    expect(promisesIn('@alice will fix the parser.')[0]?.who).toBe('@alice');
  });

  it('are told apart within a sentence, each with its own deadline', () => {
    const found = promisesIn("I'll fix the parser today and I'll add the tests tomorrow.");
    expect(found.map(({ what, deadline }) => [what, deadline?.text])).toEqual([
      ['fix the parser today', 'today'],
      ['add the tests tomorrow', 'tomorrow'],
    ]);
  });

  it.each([
    [
      "I'll send the draft Monday and the final version by Friday.",
      ["I'll send the draft Monday", 'the final version by Friday.'],
      ['2026-11-23T17:00:00+01:00', '2026-11-20T17:00:00+01:00'],
    ],
    [
      "Thanks. I'll review it tonight, and deploy on Monday.",
      ["I'll review it tonight", 'deploy on Monday.'],
      ['2026-11-18T17:00:00+01:00', '2026-11-23T17:00:00+01:00'],
    ],
    [
      'Will push the schema tomorrow, then the backfill next week.',
      ['Will push the schema tomorrow', 'the backfill next week.'],
      ['2026-11-19T17:00:00+01:00', '2026-11-27T17:00:00+01:00'],
    ],
  ])('are two where one "I will" has two dates: "%s"', (text, words, dates) => {
    const found = promisesIn(text);
    expect(found.map((one) => one.text)).toEqual(words);
    expect(found.map(({ deadline }) => deadline?.at)).toEqual(dates);
    for (const { start, end, text: quoted } of found) expect(text.slice(start, end)).toBe(quoted);
  });

  it('are three where there are three dates', () => {
    const found = promisesIn("I'll merge the API on Monday, docs on Tuesday, and the tests on Friday.");
    expect(found.map(({ deadline }) => deadline?.text)).toEqual(['Monday', 'Tuesday', 'Friday']);
  });

  it.each([
    ["I'll send it between Monday and Friday."],
    ["I'll be fixing this on Monday and Tuesday."],
    ["I'll send the draft on Monday or Tuesday."],
    ["I'll finish it by Friday and not a day later than Monday."],
    ["I'll deploy it on Monday and watch the graphs."],
    ["I'll test it Monday and again on Friday."],
    ["I'll send it on Friday, the day before the release."],
    ["I'll ship it tomorrow and the tests pass today."],
  ])('are one where the dates are of one piece of work: "%s"', (text) => {
    expect(promisesIn(text)).toHaveLength(1);
  });
});
