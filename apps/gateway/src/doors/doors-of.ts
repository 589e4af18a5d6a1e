import type { GatewayConfig } from '../gateway.config.ts';
import type { ApiKeys } from './api-key.ts';
import { GitApiDoor, RawApiDoor } from './api.doors.ts';
import type { Door } from './door.ts';
import { GithubSignatures } from './github-signature.ts';
import { GithubDoor } from './github.door.ts';
import { GitlabDoor } from './gitlab.door.ts';
import { secretsOf } from './secrets.ts';
import { StandardSignatures } from './standard-webhooks.ts';

/** The doors with their locks. */
export function doorsOf(config: GatewayConfig, keys: ApiKeys): readonly Door[] {
  const github = secretsOf(config.ARBITER_GITHUB_WEBHOOK_SECRET, config.ARBITER_GITHUB_WEBHOOK_SECRETS);
  const tokens = secretsOf(config.ARBITER_GITLAB_WEBHOOK_TOKEN, config.ARBITER_GITLAB_WEBHOOK_TOKENS);
  const signing = secretsOf(config.ARBITER_GITLAB_SIGNING_TOKEN, config.ARBITER_GITLAB_SIGNING_TOKENS);
  return [
    new GithubDoor(new GithubSignatures(github)),
    new GitlabDoor(tokens, new StandardSignatures(signing)),
    new GitApiDoor(keys, new GithubSignatures(secretsOf(config.API_KEY_SECRET, []))),
    new RawApiDoor(keys),
  ];
}
