import type { WritingRef } from '@arbiter/contracts';
import { placeOf } from './place-of.ts';
import { linesOf, plain } from './slack-text.ts';

/** What the message tells. */
export interface Announcement {
  readonly source: WritingRef;
  readonly personId: string | null;
  readonly quote: string;
  readonly dueAt: string | null;
  readonly dueText: string | null;
}

/** The body of a post to an incoming webhook. */
export interface SlackMessage {
  readonly text: string;
  readonly mrkdwn: true;
  /** Nothing in the text becomes a mention or a preview. */
  readonly parse: 'none';
  readonly link_names: false;
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

const MAX_QUOTE = 500;
const MAX_WORDS = 120;
const MAX_PLACE = 160;

/** Says, kindly and without a name, that somebody has promised something; what to do about it is the reader's to decide. */
export function slackMessage(announcement: Announcement): SlackMessage {
  const lines = [
    'A promise was made, and it may be worth a helping hand:',
    ...linesOf(announcement.quote, MAX_QUOTE).map((line) => `> ${line}`),
    `*By when:* ${dueOf(announcement)}`,
    `*Where:* ${plain(placeOf(announcement.source), MAX_PLACE)}`,
    ...(announcement.personId === null ? [] : [`*Who:* person ${announcement.personId.slice(0, 8)}`]),
    'Nothing has been said to its author. The proposal waits in the inbox, where you can look at it in your own time.',
  ];
  return {
    text: lines.join('\n'),
    mrkdwn: true,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  };
}

function dueOf({ dueAt, dueText }: Announcement): string {
  const words = dueText === null ? '' : plain(dueText, MAX_WORDS);
  if (dueAt === null) return words === '' ? 'not said' : `“${words}”`;
  const day = dueAt.slice(0, 'yyyy-mm-dd'.length);
  return words === '' ? day : `${day} (“${words}”)`;
}
