import { describe, expect, it } from '@jest/globals';
import { readShipped } from '../shipped.ts';
import { literalRule, wordsOf } from '../words.ts';
import { auditText } from './audit-text.ts';
import { supervise } from './supervise.ts';

const { safety } = readShipped(undefined);
const categoryOf = (text: string) => auditText(text, safety).category;
const KIND = 'The date has passed. That happens.';
const judge = (text: string, sure = 0.8) => supervise(text, safety, sure, () => KIND);

describe('the safety supervisor', () => {
  it.each([
    'We will look at your salary reduction.',
    'This will show in your annual bonus.',
    'A pay cut is possible.',
    'Next step is a PIP.',
    'You will be put on a performance improvement plan.',
    'We may have to let you go... you could be fired.',
    'You will be terminated.',
    'This could cost you your job: losing your job is not out of the question.',
    'There will be legal consequences.',
    'Our lawyers will look at it.',
    'Is it because of your depression?',
    "You seem burned out, don't you?",
    'You should sell your shares before Friday.',
    'Das hat Folgen für dein Gehalt.',
    'Dann kommt die Abmahnung.',
    'Cela touchera votre salaire.',
    'It’s your\u00a0salary that suffers.',
  ])('stops for good: %s', (text) => {
    expect(categoryOf(text)).toBe('hard_block');
    expect(judge(text).outcome).toBe('blocked');
  });

  it.each([
    'The client pricing page is due on Friday.',
    'Your promise “fix the payment endpoint” looks late.',
    'Please run pip install again.',
    'The salary field migration is waiting for you.',
    'You said you would terminate the process cleanly.',
    'Let me know, and I will let you know too.',
    'The stock ticker service and the buy button are red.',
    'Your payload is too large.',
    'Look at this:\n```\nif (yourSalary < 0) fire(you); // your salary reduction\n```\nDoes it help?',
    'Call `terminate(you)`: your fired event `you are fired` is the one.',
  ])('lets pass: %s', (text) => {
    expect(categoryOf(text)).toBe('safe');
    expect(judge(text)).toMatchObject({ outcome: 'pass', correction: null });
  });

  it('lets the gravest category count', () => {
    expect(categoryOf('This is unacceptable and there will be consequences.')).toBe('unsafe');
    expect(categoryOf('This is unacceptable and there will be legal consequences.')).toBe('hard_block');
    expect(categoryOf('There will be consequences.')).toBe('ambiguous');
  });

  it('is not fooled by a harmless phrase that begins within a grave one', () => {
    expect(categoryOf('Talk about your salary table reduction.')).toBe('hard_block');
  });

  it('refers what can be meant in several ways to a human', () => {
    expect(judge('This has consequences.')).toMatchObject({ outcome: 'human', correction: null });
  });

  it('exchanges a word or two where there is a substitute', () => {
    expect(judge('The delay is unacceptable. Please reply immediately.')).toMatchObject({
      outcome: 'pass',
      correction: {
        kind: 'surgical',
        text: 'The delay is difficult for the team. Please reply as soon as you can.',
      },
    });
  });

  it('says anew what cannot be mended', () => {
    expect(judge('You are lazy.')).toMatchObject({ outcome: 'pass', correction: { kind: 'full_rewrite', text: KIND } });
    expect(judge('You never deliver. You always fail. No excuses, or else.')).toMatchObject({
      correction: { kind: 'full_rewrite' },
    });
  });

  it('corrects once and no more: what is unsafe still goes to a human', () => {
    const still = supervise('You are lazy.', safety, 0.8, () => 'You are still lazy.');
    expect(still).toMatchObject({ outcome: 'human', correction: { text: 'You are still lazy.' } });
  });

  it('never sends what a correction made worse', () => {
    expect(supervise('You are lazy.', safety, 0.8, () => 'You are fired.').outcome).toBe('blocked');
  });

  it('corrects nothing that it is not sure of', () => {
    expect(judge('Please reply immediately.', 0.9)).toMatchObject({ outcome: 'human', correction: null });
    expect(judge('Please reply immediately.', 0.8)).toMatchObject({ outcome: 'pass' });
  });

  it('takes an operator’s words literally', () => {
    const rules = { ...safety, hardBlock: [...safety.hardBlock, wordsOf(literalRule('Project C++ (secret)'))] };
    expect(auditText('About project c++  (secret): late.', rules).category).toBe('hard_block');
    const plain = { ...safety, hardBlock: [...safety.hardBlock, wordsOf(literalRule('blue horizon'))] };
    expect(auditText('About Blue   Horizon: late.', plain).category).toBe('hard_block');
    expect(auditText('About blue horizons.', plain).category).toBe('safe');
  });

  it('takes time in proportion to the text', () => {
    const long = 'your very salaried pricing of it is what you are and will be. '.repeat(1_000);
    const started = performance.now();
    auditText(long, safety);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
