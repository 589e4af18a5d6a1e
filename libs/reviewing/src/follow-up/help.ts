import { COMMANDS } from '../configuration/configuration.ts';
import { type CommandName, isAllowed } from './command.ts';

const EXPLAINED: Readonly<Record<CommandName, readonly [how: string, what: string]>> = {
  review: ['review', 'reviews what came since the last review; `review --full` everything'],
  ask: ['ask …', 'answers a question about the change'],
  explain: ['explain', 'in reply to one of our comments: says more about it'],
  pause: ['pause', 'no more reviews of this change until `resume`'],
  resume: ['resume', 'reviews again; `resume <rule>` posts the findings of a rule again that was ignored'],
  resolve: ['resolve', 'in reply to one of our comments: it is settled'],
  ignore: [
    'ignore',
    'in reply to one of our comments, or with the name of a rule: its findings are not posted here any more',
  ],
  config: ['config', 'shows the configuration that holds, and what is wrong with it'],
  help: ['help', 'shows this'],
};

/** The answer to `@arbiter help`: the commands that the repository allows. */
export function helpText(commands: boolean | readonly CommandName[]): string {
  const rows = COMMANDS.filter((name) => isAllowed(name, commands) || name === 'help').map((name) => {
    const [how, what] = EXPLAINED[name];
    return `| \`@arbiter ${how}\` | ${what} |`;
  });
  return ['| | |', '|---|---|', ...rows].join('\n');
}
