import { isNothing, isPassword } from './entropy.ts';
import { changesIn } from './machine-made.ts';
import type { SecretForm } from './patterns.ts';

/** What a setting that holds a secret is called, as part of its name. */
const NAME =
  '(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[._-]?key|access[._-]?key|private[._-]?key|encryption[._-]?key|credentials?)';

const HINTS = ['pass', 'pwd', 'secret', 'token', 'key', 'credential'] as const;

const form = (pattern: RegExp, hints: readonly string[], unless: (secret: string) => boolean): SecretForm => ({
  kind: 'secret',
  hints,
  pattern,
  certain: false,
  unless,
});

const noPassword = (secret: string): boolean => isNothing(secret) || !isPassword(secret);

/**
 * Secrets in files of settings, on command lines and in SQL, where nothing but the place tells. Words of code are none:
 * where a name could be a variable's as well, the value has to look like a password.
 */
export const SETTINGS: readonly SecretForm[] = [
  // DB_PASSWORD=hunter2, of .env files, shells and Dockerfiles
  form(
    /(?:PASS(?:WORD|WD|PHRASE)?|PWD|SECRET|TOKEN|APIKEY|API_KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?)(?:_[A-Z0-9_]{1,30})?=["']?(?<secret>[^\s"'`$(){}<>;,][^\s"'`;]{3,400})/g,
    HINTS,
    isNothing,
  ),
  form(
    /^[ \t]*ENV[ \t]+[A-Z0-9_]{0,60}(?:PASS|PWD|SECRET|TOKEN|KEY)[A-Z0-9_]{0,30}[ \t]+(?<secret>[^\s"'$]{4,400})/gm,
    ['env'],
    isNothing,
  ),
  // password: S3cret, of YAML and the like; spring.datasource.password=S3cret; --set db.password=S3cret
  form(
    new RegExp(
      `${NAME}["']?[ \\t]{0,5}[:=][ \\t]{0,5}(?<secret>[^\\s"'\`()[\\]{}<>;,]{4,400})(?=[ \\t]*(?:#.*)?$|[ \\t]+-)`,
      'gim',
    ),
    HINTS,
    noPassword,
  ),
  // DISCORD_KEY="0b5ca4…", mapsKey: …, where keys of other kinds are words
  form(
    /(?:[A-Za-z0-9][._-]|[a-z])key["'`\]]{0,2}\s{0,5}(?::=|=>|[=:])\s{0,5}["'`]?(?<secret>[A-Za-z0-9+/_~.=-]{14,400})/gi,
    ['key'],
    (secret) =>
      secret.startsWith('/') || (changesIn(secret) < (secret.length < 16 ? 4 : 3) && !/^[0-9a-f-]{20,}$/i.test(secret)),
  ),
  // ${DB_PASSWORD:-hunter2}
  form(/(?:PASS|PWD|SECRET|TOKEN|KEY)[A-Z0-9_]{0,30}:[-=](?<secret>[^\s{}]{4,200})\}/g, [':-', ':='], isNothing),
  // - name: DB_PASSWORD, and its value in the next line
  form(
    new RegExp(
      `${NAME}[\\w.-]{0,30}["']?[ \\t]{0,5}\\n[ \\t]{0,60}value:[ \\t]{0,5}["']?(?<secret>[^\\s"'$]{4,400})`,
      'gi',
    ),
    ['value:'],
    isNothing,
  ),
  // <password>S3cret</password>, <add key="DbPassword" value="S3cret"/>
  form(new RegExp(`${NAME}[\\w:.-]{0,30}>(?<secret>[^<>\\s]{4,400})</`, 'gi'), ['</'], isNothing),
  form(
    new RegExp(`${NAME}[\\w.:-]{0,30}["'][ \\t]{1,5}value=["'](?<secret>[^"'\\s]{4,400})["']`, 'gi'),
    ['value='],
    isNothing,
  ),
  // "password": "abc123", where shorter than other values have to be; pw = "…", dbPass := "…"
  form(
    new RegExp(`${NAME}["'\`\\]]{0,2}\\s{0,5}(?::=|=>|[=:])\\s{0,5}["'\`](?<secret>[^"'\`\\s]{4,7})["'\`]`, 'gi'),
    HINTS,
    noPassword,
  ),
  form(
    /(?:(?<![A-Za-z])(?:pass|pw|Pass|PASS|PW)|(?<=[a-z])(?:Pass|Pw|PW))["'`\]]{0,2}\s{0,5}(?::=|=>|[=:])\s{0,5}["'`](?<secret>[^"'`\s]{4,400})["'`]/g,
    ['pass', 'pw'],
    noPassword,
  ),
  // mysql -pS3cret, curl -u me:S3cret, tool --password S3cret
  form(
    /\b(?:mysql\w{0,10}|mariadb\w{0,10}|sshpass)\b[^\n]{0,80}?[ \t]-p[ \t]?["']?(?<secret>[^\s"'$-][^\s"']{3,200})/g,
    ['mysql', 'mariadb', 'sshpass'],
    isNothing,
  ),
  form(
    /\bcurl\b[^\n]{0,200}?[ \t](?:-u|--user)[ \t=]?["']?[\w.@+-]{1,80}:(?<secret>[^\s"'$]{4,200})/g,
    ['curl'],
    isNothing,
  ),
  form(
    new RegExp(`--[\\w-]{0,30}${NAME}[ =]["']?(?<secret>[^\\s"'$<{-][^\\s"'\`,;)]{3,400})`, 'gi'),
    ['--'],
    noPassword,
  ),
  form(/:(?<secret>[^\s:"']{4,200})["']?[ \t]{0,5}\|[ \t]{0,5}(?:sudo[ \t]{1,5})?chpasswd/g, ['chpasswd'], isNothing),
  // .netrc, .pgpass, redis.conf, Docker's and npm's logins
  form(/\b(?:machine|login)\b[^\n]{0,200}?\bpassword[ \t]{1,5}(?<secret>\S{4,200})/g, ['password'], isNothing),
  form(
    /^[\w.*-]{1,200}:(?:\d{1,5}|\*):[\w*.-]{1,100}:[\w*.-]{1,100}:(?<secret>\S{4,200})$/gm,
    [':5432:', ':*:'],
    isNothing,
  ),
  form(/^[ \t]*(?:requirepass|masterauth)[ \t]{1,5}(?<secret>\S{4,200})/gm, ['requirepass', 'masterauth'], isNothing),
  form(
    /(?<!\w)_?auth["']?\s{0,3}[:=]\s{0,3}["']?(?<secret>[A-Za-z0-9+/]{12,400}={0,2})(?=["'\s]|$)/g,
    ['auth'],
    (secret) => !isPassword(secret),
  ),
  // BUNDLE_GEMS__EXAMPLE__COM=user:S3cret, of Bundler
  form(
    /\bBUNDLE_[A-Z0-9_]{3,100}["']?\s?[=:]\s?["']?[\w.@-]{1,100}:(?<secret>[^\s"':]{4,200})/g,
    ['bundle_'],
    (secret) => secret.startsWith('$'),
  ),
  // define('AUTH_KEY', 'put …'), of WordPress
  form(
    /\bdefine\([ \t]{0,5}["'][A-Z_]{0,40}(?:KEY|SALT|PASSWORD)["'],[ \t]{0,20}(?:'(?<secret>[^'\n]{8,200})'|"[^"\n]{8,200}")/g,
    ['define('],
    (secret) => isNothing(secret) || /^put your unique phrase here$/i.test(secret),
  ),
  // CREATE USER x WITH PASSWORD 'S3cret'
  form(
    /\b(?:password|identified[ \t]{1,5}by)[ \t]{1,5}['"](?<secret>[^'"\s]{4,200})['"]/gi,
    ['password', 'identified'],
    isNothing,
  ),
];
