import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { startModelServer } from '@arbiter/testing';
import { answerPrompt } from '@arbiter/llm/rules';
import { answerReviewPrompt } from '@arbiter/reviewing/rules';
import { HELP, type Options, UsageError, parseOptions } from './options.ts';

/** npm runs scripts in its package's folder; a path is meant from where it was typed. */
const TYPED_IN = process.env['INIT_CWD'] ?? process.cwd();

async function serve({ port, script, bill, quiet }: Options): Promise<void> {
  const server = await startModelServer({
    port,
    answer: (user) => answerReviewPrompt(user) ?? answerPrompt(user),
    ...(!quiet && {
      onRequest: ({ model, user }, provider, { kind }) => {
        console.log(`${provider}  ${model}  ${String(user.length)} characters  ${kind}`);
      },
    }),
  }).catch((error: unknown) => {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw taken ? new UsageError(`Somebody listens on port ${String(port)} already.`) : error;
  });
  server.answerNext(...script);
  console.log(`Models that cost nothing listen on ${server.anthropic}. One of these makes Arbiter ask them:

  LLM_PROVIDER=openai OPENAI_API_KEY=fake OPENAI_BASE_URL=${server.openai} npm start
  LLM_PROVIDER=anthropic ANTHROPIC_API_KEY=fake ANTHROPIC_BASE_URL=${server.anthropic} npm start
  LLM_PROVIDER=groq GROQ_API_KEY=fake GROQ_BASE_URL=${server.groq} npm start

Ctrl-C ends it.`);
  const end = async (): Promise<void> => {
    await server.close();
    if (bill !== undefined) {
      await writeFile(resolve(TYPED_IN, bill), server.bill.map((call) => `${JSON.stringify(call)}\n`).join(''));
    }
    console.log(`${String(server.requests.length)} requests, ${String(server.bill.length)} of them on the bill.`);
    process.exit(0);
  };
  process.once('SIGINT', () => void end()).once('SIGTERM', () => void end());
}

try {
  const options = await parseOptions(process.argv.slice(2));
  if (options === 'help') console.log(HELP);
  else await serve(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
