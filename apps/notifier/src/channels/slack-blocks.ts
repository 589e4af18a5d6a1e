import type { KnownBlock, ModalView, Overflow, PlainTextOption } from '@slack/web-api';
import type { Question } from './words-of-post.ts';
import { linesOf, plain } from './slack-text.ts';

/** What Slack takes in one text of a block. */
const MAX_SECTION = 2_900;
const MAX_FACT = 900;

/** The parts of the form that its answer names again. */
export const FORM = { callback: 'arbiter-say-otherwise', block: 'words', input: 'text' } as const;

const section = (text: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });

const said = (text: string): string => linesOf(text, MAX_SECTION).join('\n').slice(0, MAX_SECTION) || ' ';

/** The menu at every message to a person, and what can be chosen; the gateway knows it by these names. */
const CONSENT = { action: 'consent', give: 'give', withdraw: 'withdraw', end: 'end' } as const;

/** A message to a person: words, and, behind three dots, whether leads may hear of distress, and that it was the last one. */
export function messageBlocks(text: string): KnownBlock[] {
  const option = (value: string, label: string): PlainTextOption => ({
    text: { type: 'plain_text', text: label },
    value,
  });
  const accessory: Overflow = {
    type: 'overflow',
    action_id: CONSENT.action,
    options: [
      option(CONSENT.give, 'If I am in distress, my lead may be told'),
      option(CONSENT.withdraw, 'If I am in distress, nobody is told'),
      option(CONSENT.end, 'No more messages from Arbiter'),
    ],
    confirm: {
      title: { type: 'plain_text', text: 'Only you decide this' },
      text: { type: 'plain_text', text: 'It holds at once, and you can change it at any time.' },
      confirm: { type: 'plain_text', text: 'Yes' },
      deny: { type: 'plain_text', text: 'Cancel' },
    },
  };
  return [{ type: 'section', text: { type: 'mrkdwn', text: said(text), verbatim: true }, accessory }];
}

/** A question to a lead: what would be said, why, and the buttons that decide. */
export function questionBlocks({ headline, words, facts }: Question, interventionId: string): KnownBlock[] {
  const quoted = linesOf(words, MAX_SECTION - 400).map((line) => `> ${line}`);
  const details = facts.map(([name, value]) => `*${name}:* ${plain(value.replaceAll(/\s+/g, ' '), MAX_FACT)}`);
  return [
    section([`*${headline}*`, ...quoted].join('\n').slice(0, MAX_SECTION)),
    { type: 'context', elements: details.slice(0, 10).map((text) => ({ type: 'mrkdwn', text, verbatim: true })) },
    {
      type: 'actions',
      elements: [
        button('accept', 'Say it', interventionId, 'primary'),
        button('open-form', 'Say it otherwise', interventionId),
        button('reject', 'Do not say it', interventionId),
        button('mistaken', 'This is wrong', interventionId, 'danger'),
      ],
    },
  ];
}

function button(action: string, label: string, value: string, style?: 'primary' | 'danger') {
  const text = { type: 'plain_text', text: label } as const;
  return { type: 'button', action_id: action, text, value, ...(style && { style }) } as const;
}

/** The same once it is decided: how it ended, and no buttons. */
export const closedBlocks = (text: string): KnownBlock[] => [section(plain(text, MAX_SECTION))];

/** The form in which a lead says it in other words. */
export function formView(interventionId: string, words: string): ModalView {
  const label = (text: string) => ({ type: 'plain_text', text }) as const;
  return {
    type: 'modal',
    callback_id: FORM.callback,
    private_metadata: interventionId,
    title: label('Say it otherwise'),
    submit: label('Say this'),
    close: label('Leave it'),
    blocks: [
      {
        type: 'input',
        block_id: FORM.block,
        label: label('What is said, privately'),
        element: {
          ...{ type: 'plain_text_input', action_id: FORM.input, multiline: true, min_length: 1, max_length: 3_000 },
          initial_value: words.slice(0, 3_000),
        },
      },
    ],
  };
}
