export { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from './fakes/otlp-receiver.ts';
export { Person as SlackPerson, type Forgery, send as sendAsSlack } from './fakes/slack/person.ts';
export { type Mail, type MailFault, type MailServer, startMailServer } from './fakes/smtp/start-mail-server.ts';
export { startWebhookReceiver, type WebhookCall, type WebhookReceiver } from './fakes/webhook/start-webhook.ts';
export { Slack, type SlackOptions, startSlack } from './fakes/slack/start-slack.ts';
export type { SlackMessage, SlackUser } from './fakes/slack/workspace.ts';
export type { SlackFault } from './fakes/slack/faults.ts';
export { type SlackAnswer, type SlackPost, type SlackWebhook, startSlackWebhook } from './fakes/slack-webhook.ts';
export { type FreshDatabase, freshDatabase } from './servers/fresh-database.ts';
export { type OwnServer, freshNats, freshRedis, ownPostgres } from './servers/own-server.ts';
export { type Servers, startServers } from './servers/start-servers.ts';
export { type BrokerView, lookIntoBroker } from './servers/look-into-broker.ts';
export type { BilledCall } from './fakes/models/bill.ts';
export { type ModelServer, type ModelServerOptions, startModelServer } from './fakes/models/model-server.ts';
export { type ModelStep, type Script, STEPS, type StepName } from './fakes/models/model-step.ts';
export { DiffStore, type ForgeStore, GitStore } from './fakes/forge/forge-store.ts';
export { type Fault, FAULTS, type FaultName } from './fakes/forge/faults.ts';
export { type FreshRepository, freshRepository, type Tree } from './fakes/forge/fresh-repository.ts';
export { type GithubServer, type PullToOpen, startGithub } from './fakes/github/github-server.ts';
export type {
  GithubCheckRun,
  GithubComment,
  GithubPull,
  GithubRepository,
  GithubReview,
  GithubReviewComment,
  GithubStatus,
} from './fakes/github/records.ts';
export type { GithubLimits, GithubOptions } from './fakes/github/world.ts';
export { type GitlabServer, type MergeRequestToOpen, startGitlab } from './fakes/gitlab/gitlab-server.ts';
export type {
  GitlabDiscussion,
  GitlabMergeRequest,
  GitlabNote,
  GitlabProject,
  GitlabShas,
  GitlabStatus,
} from './fakes/gitlab/records.ts';
export type { GitlabLimits, GitlabOptions } from './fakes/gitlab/world.ts';
