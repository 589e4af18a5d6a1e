import { z } from 'zod';
import { SEVERITIES } from '../review/finding.ts';

/** Most patterns, instructions and rules that a file may hold. */
const MANY = 200;

const Globs = z.array(z.string().min(1).max(500)).max(MANY);

/** What `@arbiter` may be told to do in a comment. */
export const COMMANDS = ['review', 'ask', 'explain', 'pause', 'resume', 'resolve', 'ignore', 'config', 'help'] as const;

const Instruction = z.strictObject({
  path: z.string().min(1).max(500).describe('The files that it is about, a pattern as in `include`.'),
  text: z.string().min(1).max(4_000).describe('What a reviewer should know or look for there.'),
});

const Budgets = z.strictObject({
  maxTokens: z
    .int()
    .min(1)
    .max(1_000_000_000)
    .optional()
    .describe('Tokens that one review may use; never more than the operator allows.'),
  maxCostUsd: z
    .union([z.number().nonnegative().max(1_000_000), z.string().regex(/^\d{1,12}(?:\.\d{1,12})?$/)])
    .optional()
    .describe('US dollars that one review may cost, as `0.25`; never more than the operator allows.'),
});

/** How a repository wants to be reviewed: the file `.arbiter.yml` of its base branch. */
export const Configuration = z.strictObject({
  enabled: z.boolean().default(true).describe('Whether changes are reviewed at all.'),
  languages: z
    .array(z.string().min(1).max(40))
    .max(MANY)
    .default([])
    .describe('Only files of these programming languages, as `typescript` or `go`; none: all files.'),
  include: Globs.default([]).describe(
    'Only files that one of these patterns matches, as in `.gitignore`; none: all files.',
  ),
  exclude: Globs.default([]).describe('No files that one of these patterns matches; `!` takes one back in.'),
  instructions: z.array(Instruction).max(MANY).default([]).describe('What to look for, by path.'),
  guides: z
    .boolean()
    .default(false)
    .describe('Whether `AGENTS.md` and `CLAUDE.md` of the base branch are read as well.'),
  threshold: z.enum(SEVERITIES).default('minor').describe('Findings that weigh less are not posted.'),
  maxComments: z
    .int()
    .min(0)
    .max(200)
    .default(15)
    .describe('Most comments of one review; further findings stand in the summary.'),
  failOn: z
    .enum([...SEVERITIES, 'never'])
    .default('never')
    .describe('New findings from this weight on make the commit status fail.'),
  providerClass: z
    .enum(['critical', 'standard', 'mock'])
    .optional()
    .describe('Which models are asked: the best, the usual, or none but the built-in rules.'),
  model: z
    .string()
    .regex(/^[\w./:@-]{1,128}$/)
    .optional()
    .describe('The model to ask, if its provider is set up; never a dearer one than the operator allows.'),
  budgets: Budgets.default({}).describe('What one review may use.'),
  commands: z
    .union([z.boolean(), z.array(z.enum(COMMANDS)).max(COMMANDS.length)])
    .default(true)
    .describe('Which commands in comments are obeyed: all, none, or those named.'),
  drafts: z.boolean().default(false).describe('Whether drafts are reviewed.'),
  pushes: z
    .enum(['never', 'journal', 'comments'])
    .default('never')
    .describe('Whether plain pushes are reviewed: not at all, for the journal only, or with commit comments.'),
  ignore: z
    .array(z.string().min(1).max(200))
    .max(MANY)
    .default([])
    .describe('Rules whose findings are never posted, as `arbiter/debug-leftover` or `arbiter/*`.'),
});
export type Configuration = z.infer<typeof Configuration>;

/** What holds where there is no file, or none that can be read. */
export const DEFAULT_CONFIGURATION: Configuration = Configuration.parse({});
