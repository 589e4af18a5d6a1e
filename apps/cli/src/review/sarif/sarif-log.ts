import { z } from 'zod';

// What is read of SARIF 2.1.0 (OASIS, 2020). Whatever is not of its shape counts as absent: one odd result of a tool must not
// cost the others.
const lax = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const Text = lax(z.string());
const Whole = lax(z.number().int());

const Message = lax(
  z.object({
    text: Text,
    markdown: Text,
    id: Text,
    arguments: lax(z.array(z.string())),
  }),
);

const ArtifactLocation = lax(z.object({ uri: Text, uriBaseId: Text, index: Whole }));

const Region = lax(
  z.object({
    startLine: Whole,
    startColumn: Whole,
    endLine: Whole,
    endColumn: Whole,
    snippet: lax(z.object({ text: Text })),
  }),
);

const Location = lax(
  z.object({ physicalLocation: lax(z.object({ artifactLocation: ArtifactLocation, region: Region })) }),
);

const Properties = lax(z.record(z.string(), z.unknown()));

const Replacement = z.object({ deletedRegion: Region, insertedContent: lax(z.object({ text: Text })) }).catch({});
export type SarifReplacement = z.infer<typeof Replacement>;

const Fix = z
  .object({
    artifactChanges: lax(
      z.array(z.object({ artifactLocation: ArtifactLocation, replacements: lax(z.array(Replacement)) }).catch({})),
    ),
  })
  .catch({});
export type SarifFix = z.infer<typeof Fix>;

const Level = lax(z.enum(['none', 'note', 'warning', 'error']));

const Rule = z
  .object({
    id: Text,
    shortDescription: Message,
    messageStrings: lax(z.record(z.string(), z.object({ text: Text }))),
    defaultConfiguration: lax(z.object({ level: Level })),
    properties: Properties,
  })
  .catch({});

const Component = lax(z.object({ name: Text, rules: lax(z.array(Rule)) }));

const Result = z
  .object({
    ruleId: Text,
    ruleIndex: Whole,
    rule: lax(z.object({ id: Text, index: Whole, toolComponent: lax(z.object({ index: Whole })) })),
    kind: Text,
    level: Level,
    message: Message,
    locations: lax(z.array(Location)),
    fixes: lax(z.array(Fix)),
    suppressions: lax(z.array(z.object({ status: Text }).catch({}))),
    baselineState: Text,
    rank: lax(z.number()),
    properties: Properties,
  })
  .catch({});

const Run = z
  .object({
    tool: lax(z.object({ driver: Component, extensions: lax(z.array(Component)) })),
    artifacts: lax(z.array(lax(z.object({ location: ArtifactLocation })))),
    originalUriBaseIds: lax(z.record(z.string(), ArtifactLocation)),
    results: lax(z.array(Result)),
  })
  .catch({});

export const SarifLog = z.object({ runs: z.array(Run) });
export type SarifLog = z.infer<typeof SarifLog>;
export type SarifRun = SarifLog['runs'][number];
export type SarifResult = NonNullable<SarifRun['results']>[number];
export type SarifRule = z.infer<typeof Rule>;
