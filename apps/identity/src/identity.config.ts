import { defineConfig } from '@arbiter/service';
import { z } from 'zod';

/** Identity wants to know which forges' numeric ids are the installation's own. */
export const identityConfig = defineConfig({
  ARBITER_GITHUB_BASE_URL: z.url().default('https://api.github.com').describe('GitHub, or a GitHub Enterprise Server.'),
  ARBITER_GITLAB_BASE_URL: z.url().default('https://gitlab.com').describe('GitLab, also self-managed.'),
});
export type IdentityConfig = Readonly<z.infer<typeof identityConfig>>;
