/** What opens the doors of the gateways under test. */
export const SECRETS = {
  github: 'github-secret-of-the-tests',
  gitlab: 'gitlab-token-of-the-tests',
  apiKey: 'api-key-of-the-tests',
} as const;
