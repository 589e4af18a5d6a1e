import { parseArgs } from 'node:util';
import { page } from './page.ts';
import { startSlack } from './start-slack.ts';

const HELP = `A Slack workspace on this machine, to try interventions without Slack.

  npm run fake-slack -- [--port 8400] [--app http://127.0.0.1:8000] [--user U0ADA=ada …]

  --port   where its page and its web API are
  --app    Arbiter's gateway, for buttons that are pressed
  --user   somebody in the workspace; by default U0ADA=ada, U0BOB=bob and U0LEAD=lead
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8400' },
    app: { type: 'string', default: 'http://127.0.0.1:8000' },
    user: { type: 'string', multiple: true, default: ['U0ADA=ada', 'U0BOB=bob', 'U0LEAD=lead'] },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) {
  console.log(HELP);
} else {
  const signingSecret = 'a signing secret for this machine alone';
  const slack = await startSlack({ port: Number(values.port), app: values.app, signingSecret, page, perSecond: 1 });
  for (const user of values.user) {
    const [id = '', name = id] = user.split('=');
    slack.join({ id, name });
  }
  const { SLACK_BOT_TOKEN, ARBITER_SLACK_API_URL } = slack.environment;
  console.log(`A workspace that is not Slack: ${slack.url}

  SLACK_BOT_TOKEN=${SLACK_BOT_TOKEN} ARBITER_SLACK_API_URL=${ARBITER_SLACK_API_URL} SLACK_SIGNING_SECRET='${signingSecret}' npm start

With --ephemeral add ARBITER_HTTP_PORT=8000, or whatever --app says. docs/guides/connect-slack.md goes on from here. Ctrl-C ends it.`);
  process.once('SIGINT', () => void slack.close().then(() => process.exit(0)));
  process.once('SIGTERM', () => void slack.close().then(() => process.exit(0)));
}
