const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const DIGITS = '0123456789';
const WORD = UPPER + LOWER + DIGITS;
const HEX = `${DIGITS}abcdef`;

interface Form {
  /** `W8` eight letters or digits, `U` capitals and digits, `H` hex, `D` digits; everything else as it is. */
  readonly shape: string;
  readonly around: readonly ((secret: string) => string)[];
}

const anywhere: Form['around'] = [
  (secret) => secret,
  (secret) => `const key = "${secret}";`,
  (secret) => `curl -H 'X-Key: ${secret}' https://api.internal/`,
  (secret) => `# was ${secret}, see wiki`,
];

const inUrl: Form['around'] = [
  (secret) => `DATABASE_URL=postgres://app:${secret}@db.internal:5432/app`,
  (secret) => `"https://bot:${secret}@git.internal/x.git"`,
];
const assigned: Form['around'] = [
  (secret) => `password = "${secret}"`,
  (secret) => `  "clientSecret": '${secret}',`,
  (secret) => `API_KEY=${secret}`,
  (secret) => `$config['db_password'] = '${secret}';`,
  (secret) => `private static final String AUTH_TOKEN = "${secret}";`,
  (secret) => `secret_token := "${secret}"`,
];

/** Secrets of every well-known form, as they are made; none of them opens anything. */
export const DRAWN = {
  'an AWS key': { shape: 'AKIA%U16', around: anywhere },
  'an AWS secret': { shape: '%W40', around: [(secret: string) => `aws_secret_access_key = ${secret}`] },
  'a GitHub token': { shape: 'ghp_%W36', around: anywhere },
  'a GitHub fine-grained token': { shape: 'github_pat_%W22_%W59', around: anywhere },
  'a GitLab token': { shape: 'glpat-%W20', around: anywhere },
  'a Slack token': { shape: 'xoxb-%D12-%D12-%W24', around: anywhere },
  'a Slack webhook': {
    shape: 'T%U8/B%U8/%W24',
    around: [(secret: string) => `https://hooks.slack.com/services/${secret}`],
  },
  'a Stripe key': { shape: 'sk_live_%W24', around: anywhere },
  'a Stripe test key': { shape: 'sk_test_%W24', around: anywhere },
  'a Google key': { shape: 'AIza%W35', around: anywhere },
  'an OpenAI key': { shape: 'sk-%W48', around: anywhere },
  'an OpenAI project key': { shape: 'sk-proj-%W20_%W20-%W40', around: anywhere },
  'an Anthropic key': { shape: 'sk-ant-api03-%W40-%W40AA', around: anywhere },
  'a JWT': { shape: 'eyJ%W30.eyJ%W60.%W43', around: anywhere },
  'an npm token': { shape: 'npm_%W36', around: anywhere },
  'a PyPI token': { shape: 'pypi-AgEI%W80', around: anywhere },
  'a SendGrid key': { shape: 'SG.%W22.%W43', around: anywhere },
  'a Hugging Face token': { shape: 'hf_%W34', around: anywhere },
  'a DigitalOcean token': { shape: 'dop_v1_%H64', around: anywhere },
  'a Twilio key': { shape: 'SK%H32', around: anywhere },
  'a Telegram token': { shape: '%D10:AA%W33', around: anywhere },
  'a Vault token': { shape: 'hvs.%W90', around: anywhere },
  'an Azure key': {
    shape: '%W86==',
    around: [(secret: string) => `AccountName=a;AccountKey=${secret};EndpointSuffix=x`],
  },
  'a launch key with an id': { shape: 'sdk-%H8-%H4-%H4-%H4-%H12', around: anywhere },
  'a token of a repository server': { shape: 'NpmToken.%H8-%H4-%H4-%H4-%H12', around: anywhere },
  'a key of a mail service': { shape: 'mlsn.%H64', around: anywhere },
  'a token of a code scanner': { shape: 'sqp_%H40', around: anywhere },
  'a token of a build service': { shape: 'CCIPAT_%W22_%H40', around: anywhere },
  'a task token': { shape: '1/%D16:%H32', around: anywhere },
  'a key of a payment service': { shape: 'rzp_live_%W14', around: anywhere },
  'a key of a test system': { shape: 'test_%H35', around: assigned },
  'a password hash': { shape: '$apr1$%W8$%W22', around: anywhere },
  'a WordPress salt': {
    shape: '%W20 %W20-^|%W20',
    around: [(secret: string) => `define('LOGGED_IN_SALT',   '${secret}');`],
  },
  'a setting of Java': {
    shape: '%H8-%H4-%H4-%H4-%H12',
    around: [(secret: string) => `mail.access.key=${secret}`, (secret: string) => `app.api.key: ${secret}`],
  },
  'a login of Bundler': {
    shape: '%H8',
    around: [(secret: string) => `BUNDLE_GEMS__EXAMPLE__COM=cafebabe:${secret}`],
  },
  'a password in a URL': { shape: '%W14', around: inUrl },
  'a bearer token': { shape: '%W40', around: [(secret: string) => `Authorization: Bearer ${secret}`] },
  'a password in a connection string': {
    shape: '%W16',
    around: [(secret: string) => `Server=db;User Id=sa;Password=${secret};Encrypt=yes`],
  },
  'a value with a telling name': { shape: '%W32', around: assigned },
} as const satisfies Record<string, Form>;

export const KINDS = Object.keys(DRAWN) as (keyof typeof DRAWN)[];

const ALPHABETS: Readonly<Record<string, string>> = { W: WORD, U: UPPER + DIGITS, H: HEX, D: DIGITS };

/** One secret of a kind, by chance; it has digits where random ones would nearly always have some. */
export function drawSecret(kind: keyof typeof DRAWN, random: () => number): string {
  return DRAWN[kind].shape.replaceAll(/%([WUHD])(\d+)/g, (_, alphabet: string, length: string) => {
    const letters = ALPHABETS[alphabet] ?? WORD;
    const drawn = Array.from({ length: Number(length) }, () => letters[Math.floor(random() * letters.length)] ?? 'a');
    if (letters !== DIGITS) drawn.splice(2, 1, '7');
    return drawn.join('');
  });
}
