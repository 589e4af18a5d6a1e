import { defineConfig, integer, secret } from '@arbiter/service';
import { z } from 'zod';

/** Which forges' numeric ids are the installation's own, and which directories tell of people. */
export const identityConfig = defineConfig({
  ARBITER_GITHUB_BASE_URL: z.url().default('https://api.github.com').describe('GitHub, or a GitHub Enterprise Server.'),
  ARBITER_GITLAB_BASE_URL: z.url().default('https://gitlab.com').describe('GitLab, also self-managed.'),
  ARBITER_DIRECTORY_POLL_MINUTES: integer(1, 10_080).default(60).describe('How often LDAP and Google are visited.'),
  ARBITER_LDAP_URL: z
    .string()
    .regex(/^ldaps?:\/\//, 'must look like ldaps://dc.example.org')
    .optional()
    .describe('Active Directory or another LDAP server; without it none is visited.'),
  ARBITER_LDAP_BIND_DN: z.string().default('').describe('Who reads the directory; empty: nobody in particular.'),
  ARBITER_LDAP_BIND_PASSWORD: secret(z.string()).default('').describe('Password of that account.'),
  ARBITER_LDAP_BASE_DN: z.string().default('').describe('Below what people stand: ou=people,dc=example,dc=org.'),
  ARBITER_LDAP_FILTER: z.string().default('(&(objectClass=person)(!(objectClass=computer)))').describe('Who counts.'),
  ARBITER_LDAP_TEAM_ATTRIBUTE: z.string().default('').describe('Attribute that names the team; empty: none does.'),
  ARBITER_GOOGLE_KEY_FILE: z
    .string()
    .optional()
    .describe('Key file (JSON) of the service account that reads Google Workspace; without it none is visited.'),
  ARBITER_GOOGLE_SUBJECT: z.string().default('').describe('The administrator in whose name it reads.'),
  ARBITER_GOOGLE_CUSTOMER: z.string().default('my_customer').describe('The Google Workspace customer.'),
  ARBITER_GOOGLE_BASE_URL: z.url().default('https://admin.googleapis.com').describe('The Directory API.'),
  SLACK_BOT_TOKEN: secret(z.string().regex(/^xox[a-z]-/, 'must look like xoxb-…'))
    .optional()
    .describe(
      'Token of the Slack app that asks leads and writes to people, privately; with users:read.email it finds them.',
    ),
  ARBITER_SLACK_API_URL: z.url().default('https://slack.com/api/').describe('Slack’s web API.'),
});
export type IdentityConfig = Readonly<z.infer<typeof identityConfig>>;
