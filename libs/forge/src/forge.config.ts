import { integer, secret } from '@arbiter/service';
import { z } from 'zod';

/** It becomes a header: a blank or a line end in it, often copied along, would fail every call. */
const token = (what: string) =>
  secret(
    z
      .string()
      .trim()
      .regex(/^[!-~]+$/, 'must be one word, as the forge showed it'),
  )
    .optional()
    .describe(what);

const address = (byDefault: string, example: string) =>
  z
    .string()
    .regex(/^https?:\/\/[^\s/]+/, `must look like ${example}`)
    .transform((url) => url.replace(/\/+$/, ''))
    .default(byDefault);

/** The variables by which an operator says how the code hosts are reached; an app that calls them spreads them into its own. */
export const forgeConfig = {
  ARBITER_GITHUB_TOKEN: token('Token for GitHub: reads code, writes pull request comments and commit statuses.'),
  ARBITER_GITHUB_BASE_URL: address('https://api.github.com', 'https://github.example.com/api/v3').describe(
    "GitHub's API; of an Enterprise Server it ends in /api/v3.",
  ),
  ARBITER_GITHUB_APP_ID: z
    .string()
    .min(1)
    .optional()
    .describe('Id of a GitHub App, which is then used instead of the token.'),
  ARBITER_GITHUB_APP_PRIVATE_KEY: secret(z.string().min(1))
    .optional()
    .describe("The App's private key (PEM); line ends may be written \\n."),
  ARBITER_GITHUB_APP_PRIVATE_KEY_FILE: z
    .string()
    .min(1)
    .optional()
    .describe("File with the App's private key, instead of the key itself."),
  ARBITER_GITLAB_TOKEN: token('Token for GitLab, with the scope api.'),
  ARBITER_GITLAB_BASE_URL: address('https://gitlab.com', 'https://gitlab.example.com').describe("GitLab's address."),
  ARBITER_INTEGRATION_TIMEOUT: integer(1, 600)
    .default(30)
    .describe('Longest time that one call of a code host may take, seconds.'),
  ARBITER_INTEGRATION_MAX_RETRIES: integer(0, 20)
    .default(3)
    .describe('Further attempts of a call of a code host that came to nothing.'),
  ARBITER_INTEGRATION_MAX_WAIT: integer(0, 3_600)
    .default(60)
    .describe("Longest time that a call waits for a code host's rate limit, seconds; then its work waits instead."),
} as const;

export type ForgeConfig = Readonly<z.infer<z.ZodObject<typeof forgeConfig>>>;
