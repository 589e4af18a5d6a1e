export { type SlackAnswer, type SlackPost, type SlackWebhook, startSlackWebhook } from './fakes/slack-webhook.ts';
export { type FreshDatabase, freshDatabase } from './servers/fresh-database.ts';
export { type OwnServer, freshNats, freshRedis, ownPostgres } from './servers/own-server.ts';
export { type Servers, startServers } from './servers/start-servers.ts';
