import { z } from 'zod';
import type { ModelSide, Task } from '../language-model.ts';
import type { Completion, CompletionRequest, Turn } from '../providers/provider.ts';

/** What is said to a model, whichever it is. */
export type Conversation = Pick<CompletionRequest, 'system' | 'turns' | 'schema'>;

/** A task that a model can be asked to do. */
export type ModelTask<Input, Answer> = Task<Input, Answer> & { readonly model: ModelSide<Input, Answer, unknown> };

const schemas = new WeakMap<z.ZodType, Readonly<Record<string, unknown>>>();

/** The JSON Schema of a form, made once. */
export function schemaOf(form: z.ZodType): Readonly<Record<string, unknown>> {
  const known = schemas.get(form);
  if (known) return known;
  const { $schema: _, ...json } = z.toJSONSchema(form);
  schemas.set(form, json);
  return json;
}

/** The first turn: the task's prompt and the form of its answer. */
export function openingOf<Input, Answer>({ name, model }: ModelTask<Input, Answer>, input: Input): Conversation {
  const { system, user } = model.prompt(input);
  return {
    system,
    turns: [{ role: 'user', text: user }],
    schema: { name: name.replaceAll('-', '_'), json: schemaOf(model.wire) },
  };
}

/** The one turn of repair: what was wrong with the answer. */
export function repairOf(opening: Conversation, completion: Completion, problem: string): Conversation {
  const said: Turn[] = completion.text === '' ? [] : [{ role: 'assistant', text: completion.text.slice(0, 8_000) }];
  const complaint = `That cannot be used: ${problem}. Answer again, with one JSON object of the given form and nothing else.`;
  const user = opening.turns.at(-1)?.text ?? '';
  // Without words of its own to answer to, the question is put again: two turns of one speaker are not allowed everywhere.
  return {
    ...opening,
    turns:
      said.length > 0
        ? [...opening.turns, ...said, { role: 'user', text: complaint }]
        : [{ role: 'user', text: `${user}\n\n${complaint}` }],
  };
}

/** A model's words in the form that was asked for, or what is wrong with them. */
export type Parsed<Wire> = { readonly wire: Wire } | { readonly problem: string };

const FENCE = /^\s*```\w*\s*\n([\s\S]*?)\n?\s*```\s*$/;

/** Reads a completion. A fence around the JSON is forgiven; anything else is not. */
export function parse<Wire>(completion: Completion, schema: z.ZodType<Wire>): Parsed<Wire> {
  if (completion.end === 'cut') return { problem: 'it was cut off at the limit; be shorter' };
  let json: unknown;
  try {
    json = JSON.parse(FENCE.exec(completion.text)?.[1] ?? completion.text);
  } catch {
    return { problem: 'it is not JSON' };
  }
  const result = schema.safeParse(json);
  if (result.success) return { wire: result.data };
  const [issue] = result.error.issues;
  return { problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it does not fit the schema'}`.slice(0, 200) };
}
