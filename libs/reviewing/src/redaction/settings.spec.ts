import { describe, expect, it } from '@jest/globals';
import { redactText } from './redact.ts';

const SECRET = 'Zq8!vR2#kk';

describe('a secret that only its place gives away', () => {
  it.each([
    `DB_PASSWORD=${SECRET}`,
    `export PGPASSWORD="${SECRET}"`,
    `ENV DB_PASSWORD ${SECRET}`,
    `POSTGRES_URL_PASSWORD: \${PW_PASSWORD:-${SECRET}}`,
    `  password: ${SECRET}  # of the test system`,
    `spring.datasource.password=${SECRET}`,
    `helm install x --set db.password=${SECRET} --wait`,
    `  - name: DB_PASSWORD\n    value: ${SECRET}`,
    `<password>${SECRET}</password>`,
    `<add key="DbPassword" value="${SECRET}" />`,
    `let pw = "${SECRET}"`,
    `dbPass := "${SECRET}"`,
    `process.env.JWT_SECRET || '${SECRET}'`,
    `getenv('DB_PASSWORD') ?: '${SECRET}'`,
    `if (password === "${SECRET}") {`,
    `mysql -u root -p${SECRET} app`,
    `mysqldump --password=${SECRET} app`,
    `curl -u admin:${SECRET} https://x`,
    `echo "root:${SECRET}" | chpasswd`,
    `machine github.com login joe password ${SECRET}`,
    `db.internal:5432:app:joe:${SECRET}`,
    `requirepass ${SECRET}`,
    `CREATE USER x WITH PASSWORD '${SECRET}'`,
    `ALTER USER x IDENTIFIED BY '${SECRET}'`,
    `Server=db;Pwd={${SECRET}}`,
    `Server=db;User Id=sa;Password=${SECRET} and more;Encrypt=yes`,
  ])('is taken out: %s', (text) => {
    expect(redactText(text)).not.toContain(SECRET);
    expect(redactText(text).split('\n')).toHaveLength(text.split('\n').length);
  });

  it.each([
    ['"password": "abc123"', 'abc123'],
    ['"auth": "YWRtaW46UzNjcjN0UDRzcw=="', 'YWRtaW46'],
    ['AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'K7MDENG'],
    ['"SecretAccessKey": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"', 'K7MDENG'],
    ['export DISCORD_KEY="b5ca4eabfe33df7e34fe8f86fe36e416"', 'b5ca4eab'],
    ['const x = "mn8eYSj8-00Yrf6g5TgQjPtWagDFjb2VxWflbRY3kCgTn7oq8Is";', 'jPtWagDF'],
    ['MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs', 'ZnCjm1XVW7'],
    ['A3-JZDE8G-6NCF10-PF91D-ODZDO-9IS0J-T9LGM', 'ODZDO'],
    [
      'webhook: https://x.webhook.office.com/webhookb2/9f8e7d6c-5b4a-3928-1706-9f8e7d6c5b4a@9f8e7d6c-5b4a-3928/IncomingWebhook/1',
      '9f8e7d6c-5b4a',
    ],
  ])('is taken out: %s', (text, secret) => {
    expect(redactText(text)).not.toContain(secret);
  });
});

describe('code', () => {
  it.each([
    'password: string;',
    'password = getpass()',
    'self.password = password',
    '  token: req.headers.authorization,',
    'credentials: Option<Vec<u8>>',
    '  token: uint64',
    'TOKEN=$(cat f)',
    'KEY=${X}',
    'SECRET_ROTATION=true',
    'PASSWORD_RESET_TIMEOUT=3600',
    'cacheKey: "user-profile-page-2"',
    'uses: actions/checkout@8f4b7f84864484a7bf31766abe9204da3cbe65b3',
    'integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JWY8wC"',
    'golang.org/x/mod v0.35.0 h1:Ww1D637e6Pg+Zb2KrWfHQUnH2dQRLBQyAtpr/haaJeM=',
    'import x from "./components/Button2/index.tsx"',
    '/usr/lib/x86_64-linux-gnu/libc.so.6',
    'id: 123e4567-e89b-12d3-a456-426614174000',
    'testGetUser2WhenAccount3IsLocked4()',
    'version = "1.2.3-beta.4+build.5"',
  ])('stays as it is: %s', (text) => {
    expect(redactText(text)).toBe(text);
  });
});
