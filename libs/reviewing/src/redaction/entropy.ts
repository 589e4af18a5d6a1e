/** Bits a character, by how often each occurs: words have about 3, random base64 of 40 characters about 5. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const STAND_IN =
  /^(?:x+|\*+|\.+|-+|_+|0+|1234\w*|null|none|nil|true|false|undefined|changeme\w*|change[-_ ]?me\w*|(?:your|my|some|a|the|example|sample|dummy|fake|test|placeholder|insert|replace|todo|secret|password|token)[-_ .].*|.*(?:example|placeholder|changeme|dummy|your[-_]|<[^>]*>|\$\{|\{\{|%\(|\$\(|xxxx|\*\*\*\*|\.\.\.).*)$/i;

/** What a service puts before the keys of its test system, which open that one. */
const OF_TEST_SYSTEM =
  /^(?:test|sample|example|my|the|a|token|secret)[-_.](?:[a-z]{2,8}[-_.])?(?=[\da-z-]{20,}$)(?:(?=\w*\d)[\da-f-]+|(?=(?:\D*\d){4})[\da-z]+)$/i;

/** Whether a value only stands where a secret would. */
export const isStandIn = (value: string): boolean => STAND_IN.test(value) && !OF_TEST_SYSTEM.test(value);

/** Whether a value looks made by a machine: long, mixed, and without a pattern. */
export const looksRandom = (value: string): boolean =>
  value.length >= 16 &&
  /\d/.test(value) &&
  /[a-z]/i.test(value) &&
  entropyOf(value) >= (/^[\da-f]{32,}$/i.test(value) ? 2.8 : 3.3) &&
  !isStandIn(value);

const PLACEHOLDER = /placeholder|redacted|your|x{4}|0{6}|1{6}|a{6}|\*{3}|\.{3}/i;
const MADE_UP = /example|sample|dummy|fake|test|mock|invalid|12345|67890|abcdef|foo|bar/i;

/** Whether a token that has the right form only shows the form: nobody takes it for one. */
export const isPlaceholder = (secret: string): boolean => PLACEHOLDER.test(secret) || entropyOf(secret) < 3;

/** Whether a token that has the right form was made up for a text: its letters follow a pattern. */
export const isMadeUp = (secret: string): boolean => MADE_UP.test(secret);

/** Whether a value with a telling name is a secret and no word: long and random, or mixed as passwords have to be. */
export const isRandom = (secret: string): boolean =>
  secret.length >= 20
    ? looksRandom(secret)
    : secret.length >= 12 &&
      [/\d/, /[a-z]/, /[A-Z]/].every((kind) => kind.test(secret)) &&
      !isStandIn(secret) &&
      !/^[\w$]+\(|[(){}]/.test(secret);

/** Whether a setting holds nothing: it is empty, switched, or read from elsewhere. */
export const isNothing = (value: string): boolean =>
  /^(?:[x*._0-]+|null|none|nil|undefined|true|false|yes|no|on|off|\d{1,9}|[$%#{<@].*|\.{0,2}\/.*|https?:\/\/.*)$/i.test(
    value,
  );

const CODE = /[()[\]]|^[\w$]+(?:(?:\.|::|->)[\w$]+)+$|^[ui]?(?:int|float)?\d+$|^utf-?\d+$/i;

/** Whether a value is mixed as passwords are, and no expression or type. */
export const isPassword = (value: string): boolean =>
  /[a-z]/i.test(value) && /[\d!@#%^&*?+=]/.test(value) && !CODE.test(value);
