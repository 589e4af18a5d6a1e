import type { Preferences } from '@arbiter/contracts';
import type { NotifierConfig } from '../../notifier.config.ts';
import type { Truth } from './history.ts';
import { AUTHORS, EVERYBODY, FORMERLY_BOB, type Somebody, leadsOf } from './people.ts';
import type { Arrival } from './simulated-slack.ts';

const HOUR = 3_600_000;
const FREE: Readonly<Record<string, readonly string[]>> = { US: ['06-19', '07-04'] };
const FORBIDDEN = /salary reduction|you are fired|unacceptable|no excuses/i;
const HARD = new Set(['firm', 'confrontational']);

/** Judges, by means of its own, whether what reached somebody was allowed to. Answers what was wrong. */
export class Oracle {
  readonly #seen = new Set<string>();
  readonly #got = new Map<string, { readonly at: number; readonly tones: readonly string[] }[]>();

  constructor(private readonly config: NotifierConfig) {}

  judge({ post, text, sentAt }: Arrival, channel: string, truth: Truth): readonly string[] {
    const recipient = EVERYBODY.find(({ id }) => id === post.contact?.personId);
    if (recipient === undefined) return ['it went to nobody who is known'];
    const wrong = [
      ...this.#disturbs(recipient, channel, sentAt, truth),
      ...post.lines.flatMap(({ interventionId }) => this.#twice(`${recipient.id} ${interventionId}`)),
    ];
    if (post.role === 'proposal') {
      return [
        ...wrong,
        ...post.lines.flatMap(({ personId, state }) => [
          ...(leadsOf(authorOf(personId)).has(recipient.id) ? [] : ['somebody was asked who is no lead']),
          ...(state === 'proposed' ? [] : [`it was asked about what is ${state}`]),
        ]),
      ];
    }
    return [
      ...wrong,
      ...(FORBIDDEN.test(text) ? ['forbidden words'] : []),
      ...post.lines.flatMap((line) => this.#message(line, recipient, sentAt, truth)),
      ...this.#rhythm(
        recipient,
        post.lines.map(({ tone }) => tone ?? ''),
        sentAt,
        truth,
      ),
    ];
  }

  #twice(key: string): readonly string[] {
    if (this.#seen.has(key)) return ['it was said twice'];
    this.#seen.add(key);
    return [];
  }

  #disturbs({ id, contact }: Somebody, channel: string, at: Date, truth: Truth): readonly string[] {
    const preferences = truth.preferences.get(id) ?? {};
    const { date, time, weekday } = localOf(at, preferences.zone ?? 'UTC');
    const [from = '', until = ''] = this.config.ARBITER_QUIET_HOURS.split('-');
    const quiet = preferences.quiet ?? { from, until };
    const weekend = preferences.holidays === 'IL' ? [5, 6] : [0, 6];
    const rest = truth.rests.get(id);
    const rests = rest !== undefined && rest.from <= at.getTime() && at.getTime() < rest.until;
    return [
      ...(isWithin(time, quiet) ? [`${time} is in quiet hours`] : []),
      ...(weekend.includes(weekday) ? ['it is the weekend'] : []),
      ...(FREE[preferences.holidays ?? '']?.includes(date.slice(5)) === true ? ['it is a holiday'] : []),
      ...((preferences.leave ?? []).some((days) => days.from <= date && date <= days.until) ? ['on leave'] : []),
      ...(rests && channel === 'slack' && contact.slackId !== undefined ? ['do not disturb'] : []),
      ...(preferences.optOut === true ? ['opted out'] : []),
      ...(isUnwanted(preferences, channel) ? [`${channel} is not wanted`] : []),
    ];
  }

  #message(line: Arrival['post']['lines'][number], recipient: Somebody, at: Date, truth: Truth): readonly string[] {
    const promise = [...truth.promises.values()].find(({ id }) => id === line.commitmentId);
    const thanks = line.reason === 'promise-kept';
    const over = promise !== undefined && (promise.state !== 'open') !== thanks;
    const gentle = truth.gentle.get(recipient.id);
    const decided = line.decidedAt?.getTime() ?? Number.POSITIVE_INFINITY;
    const delay = line.reason === 'promise-kept' ? 0 : this.config.FOLLOW_UP_DELAY_SECONDS * 1_000;
    return [
      ...(authorOf(line.personId).id === recipient.id ? [] : ['it was said to somebody else']),
      ...(over ? [`the promise is ${promise.state}`] : []),
      ...(promise?.grave === false && !thanks ? ['its danger is past'] : []),
      ...(line.state === 'accepted' || line.state === 'modified' ? [] : [`nobody approved it: ${line.state}`]),
      ...(at.getTime() >= decided + delay ? [] : ['it was said too soon']),
      ...(gentle !== undefined && at < gentle && line.tone !== 'supportive' ? ['not kind enough in distress'] : []),
      ...(line.tone === 'confrontational' ? ['nobody allowed to be confrontational'] : []),
    ];
  }

  /** Windows between messages, and cooling-off after three hard ones in a row. */
  #rhythm({ id }: Somebody, tones: readonly string[], at: Date, truth: Truth): readonly string[] {
    const got = this.#got.get(id) ?? [];
    const hours = truth.preferences.get(id)?.digestHours ?? this.config.ARBITER_DIGEST_HOURS;
    const last = got.at(-1);
    const close = last !== undefined && at.getTime() - last.at < hours * HOUR;
    const wrong = close ? ['two messages within one window'] : [];
    const all = got.flatMap((one) => one.tones.map((tone) => ({ at: one.at, hard: HARD.has(tone) })));
    for (const tone of tones) {
      if (HARD.has(tone) && cools(all, at.getTime(), this.config.COOLING_OFF_PERIOD_HOURS))
        wrong.push('hard while cooling off');
      all.push({ at: at.getTime(), hard: HARD.has(tone) });
    }
    this.#got.set(id, [...got, { at: at.getTime(), tones }]);
    return wrong;
  }
}

const authorOf = (personId: string | null): Somebody =>
  (personId === FORMERLY_BOB ? AUTHORS[1] : AUTHORS.find(({ id }) => id === personId)) ?? AUTHORS[0];

const isUnwanted = ({ channels }: Preferences, channel: string): boolean =>
  channels !== undefined && !channels.some((one) => one === channel);

function isWithin(time: string, { from, until }: { readonly from: string; readonly until: string }): boolean {
  return from <= until ? from <= time && time < until : time >= from || time < until;
}

function localOf(at: Date, zone: string) {
  const timeZone = zone === 'Mars/Olympus' ? 'UTC' : zone;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const [date = '', time = ''] = format.format(at).split(' ');
  return { date, time, weekday: new Date(`${date}T12:00:00Z`).getUTCDay() };
}

/** Whether at that time the last three in a row were hard, and the third not long enough ago. */
function cools(all: readonly { readonly at: number; readonly hard: boolean }[], at: number, hours: number): boolean {
  let row = 0;
  for (const one of all) {
    row = one.hard ? row + 1 : 0;
    if (row < 3) continue;
    if (at < one.at + hours * HOUR) return true;
    row = 0;
  }
  return false;
}
