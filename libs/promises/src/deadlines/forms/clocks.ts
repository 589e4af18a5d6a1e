import { type Form, type Groups, type Meaning, form } from '../token.ts';
import { numberOf } from '../words.ts';

const ZONES: Readonly<Record<string, string>> = {
  UTC: 'Z',
  GMT: 'Z',
  Z: 'Z',
  PT: 'America/Los_Angeles',
  PST: '-08:00',
  PDT: '-07:00',
  MT: 'America/Denver',
  MST: '-07:00',
  MDT: '-06:00',
  CT: 'America/Chicago',
  CST: '-06:00',
  CDT: '-05:00',
  ET: 'America/New_York',
  EST: '-05:00',
  EDT: '-04:00',
  BST: '+01:00',
  CET: '+01:00',
  CEST: '+02:00',
  IST: '+05:30',
  JST: '+09:00',
  AEST: '+10:00',
  AEDT: '+11:00',
};

const COASTS = /^(pacific|mountain|central|eastern)/i;

const ZONE = `(?: ?\\(?(?<zone>(?:UTC|GMT)[+-]\\d{1,2}(?::?\\d\\d)?|${Object.keys(ZONES).join('|')}|(?:pacific|mountain|central|eastern)(?: time)?)\\b\\)?)?`;
const ABOUT = '(?:(?:at|by|around|about|for|@) )?';

/** The zone that a time names: an IANA name, or an offset. */
function zoneOf(words = ''): { zone?: string } {
  if (words === '') return {};
  const counted = /^(?:UTC|GMT)([+-])(\d{1,2}):?(\d\d)?$/i.exec(words);
  if (counted) {
    const [, sign = '+', hours = '', minutes = '00'] = counted;
    return { zone: `${sign}${hours.padStart(2, '0')}:${minutes}` };
  }
  const coast = COASTS.exec(words)?.[0].charAt(0);
  const zone = ZONES[coast === undefined ? words.toUpperCase() : `${coast.toUpperCase()}T`];
  return zone === undefined ? {} : { zone };
}

/** Hours up to six are rather of the afternoon where nobody says: people promise things for when they work. */
const likely = (hour: number): number => (hour >= 1 && hour <= 6 ? hour + 12 : hour);

function read(groups: Groups, sure: boolean): Meaning | undefined {
  const { hour = '', minute = '0', half, zone } = groups;
  const hours = Number(hour);
  if (hours > 24 || (half !== undefined && (hours > 12 || hours === 0))) return undefined;
  if (half !== undefined) {
    const afternoon = half.toLowerCase().startsWith('p');
    const minutes = ((hours % 12) + (afternoon ? 12 : 0)) * 60 + Number(minute);
    return { kind: 'clock', minutes, sure, ...zoneOf(zone) };
  }
  // Two figures, as in 05:00, are of a clock with 24 hours.
  const full = hour.startsWith('0') || hours > 12;
  const minutes = (full ? hours : likely(hours)) * 60 + Number(minute);
  return { kind: 'clock', minutes, sure, ...(!full && { bare: (hours % 12) * 60 + Number(minute) }), ...zoneOf(zone) };
}

/** "six pm", "half past seven", "six forty-three". */
function inWords({ hour, minute, half, part = '', past = '', zone }: Groups): Meaning | undefined {
  const said = { half: half ?? (/morning/i.test(part) ? 'am' : part === '' ? undefined : 'pm'), zone };
  const hours = numberOf(hour);
  if (hours > 12) return undefined;
  if (past === '')
    return read({ ...said, hour: String(hours), minute: minute && String(numberOf(minute)) }, half !== undefined);
  const minutes = /half/i.test(past) ? 30 : /quarter/i.test(past) ? 15 : numberOf(past);
  const ahead = /(?:past|after)$/i.test(past);
  const whole = ahead ? hours : hours === 1 ? 12 : hours - 1;
  return read({ ...said, hour: String(whole), minute: String(ahead ? minutes : 60 - minutes) }, false);
}

/** Noon, or the last minute before midnight. */
const named = ({ word = '', zone }: Groups, sure: boolean): Meaning => ({
  kind: 'clock',
  minutes: word.toLowerCase() === 'midnight' ? 24 * 60 - 1 : 12 * 60,
  sure,
  ...zoneOf(zone),
});

const HOUR = '(?<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])';
const WORDED_HOUR = '(?<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const WORDED_MINUTE =
  '(?<minute>(?:twenty|thirty|forty|fifty)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|ten|fifteen)';
const PART = '(?<part> (?:in the (?:morning|afternoon|evening)|at night))';

const PRECISE = '(?<hour>\\d{1,2})(?:[:.](?<minute>[0-5]\\d)(?::[0-5]\\d)?)?';

/** Times of day. Those that could be a ratio, a line or a number need a day beside them. */
export const CLOCKS: readonly Form[] = [
  form(`${ABOUT}${PRECISE} ?(?<half>[ap])\\.? ?m\\b\\.?${ZONE}`, (groups) => read(groups, true)),
  form(`${ABOUT}${PRECISE}(?<half>[ap])${ZONE}`, (groups) => read(groups, false)),
  form(
    `(?<=\\b(?:at|by|before|until|till?) )(?<hour>[01]?\\d|2[0-3]):(?<minute>[0-5]\\d)(?::[0-5]\\d)?(?!:)${ZONE}`,
    (groups) => read(groups, true),
  ),
  form(`${ABOUT}(?<hour>[01]?\\d|2[0-3])[:.](?<minute>[0-5]\\d)(?::[0-5]\\d)?(?![:.]\\d)${ZONE}`, (groups) =>
    read(groups, groups['zone'] !== undefined),
  ),
  form(`(?:at|by|around|before|until|@) (?<hour>[01]?\\d|2[0-3])h(?<minute>[0-5]\\d)?${ZONE}`, (groups) =>
    read(groups, false),
  ),
  form(`${ABOUT}(?<hour>1[0-2]|[1-9]) o[’']?clock${ZONE}`, (groups) => read(groups, true)),
  form(`(?:at|by|around|about|@) (?<hour>1[0-2]|[1-9])(?![\\w:/%-]|[.,]\\d)${ZONE}`, (groups) => read(groups, false)),
  form(`${ABOUT}${WORDED_HOUR}(?: ${WORDED_MINUTE})? (?<half>[ap])\\.? ?m\\b\\.?${ZONE}`, inWords),
  form(`(?<=\\bat )${WORDED_HOUR}(?: ${WORDED_MINUTE})?(?: minutes)?${PART}?`, inWords),
  form(`${WORDED_HOUR}(?: ${WORDED_MINUTE})?(?=,? (?:tomorrow|tonight|this (?:morning|afternoon|evening)))`, inWords),
  form(
    `${ABOUT}(?<past>(?:half|(?:a )?quarter|five|ten|twenty|twenty-five|5|10|20|25) (?:past|after|to)) ${HOUR}${PART}?`,
    inWords,
  ),
  form(`${ABOUT}${HOUR}(?::(?<minute>[0-5]\\d))?${PART}`, inWords),
  form('(?<hour>1[0-2]|[1-9])(?=,? tonight)', ({ hour }) => read({ hour, half: 'pm' }, false)),
  form(`(?:by|before|at|until) (?<word>noon|midday|midnight)${ZONE}`, (groups) => named(groups, true)),
  form(`${ABOUT}(?<word>noon|midday|midnight)${ZONE}`, (groups) => named(groups, false)),
];
