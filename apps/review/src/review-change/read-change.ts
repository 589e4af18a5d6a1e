import type { Change, ChangeAddress, CodeHost } from '@arbiter/forge';
import { CONFIGURATION_PATH, type ReadConfiguration, markedBy, readConfiguration } from '@arbiter/reviewing';
import { Buffer } from 'node:buffer';

/** Guides for agents, where the configuration allows them. */
const GUIDES = ['AGENTS.md', 'CLAUDE.md'];

/** What is read before a change is looked at: all of it from the base branch, so that no change can speak for itself. */
export interface Ground {
  readonly change: Change;
  readonly configuration: ReadConfiguration;
}

/** Reads a change as it is now, and how its repository wants to be reviewed. */
export async function readGround(host: CodeHost, address: ChangeAddress, signal: AbortSignal): Promise<Ground> {
  const change = await host.change(address, { signal });
  const file = await host.file(address.repository, CONFIGURATION_PATH, change.baseSha, { signal });
  return { change, configuration: readConfiguration(file && Buffer.from(file).toString('utf8')) };
}

/** The guides that stand in the base branch, whole. */
export async function readGuides(
  host: CodeHost,
  { repository, baseSha }: Pick<Change, 'repository' | 'baseSha'>,
  signal: AbortSignal,
): Promise<{ path: string; text: string }[]> {
  const read = await Promise.all(
    GUIDES.map(async (path) => {
      const bytes = await host.file(repository, path, baseSha, { signal });
      return bytes === undefined ? [] : [{ path, text: Buffer.from(bytes).toString('utf8') }];
    }),
  );
  return read.flat();
}

/** What `.gitattributes` of the base branch calls generated or vendored. */
export async function readMarks(
  host: CodeHost,
  { repository, baseSha }: Pick<Change, 'repository' | 'baseSha'>,
  signal: AbortSignal,
) {
  const bytes = await host.file(repository, '.gitattributes', baseSha, { signal });
  return markedBy(bytes === undefined ? '' : Buffer.from(bytes).toString('utf8'));
}

/** Reads files as they are at the head, each once; undefined where there is none, or one that is no text. */
export function contentAt(
  host: CodeHost,
  change: Pick<Change, 'repository' | 'headRepository' | 'headSha'>,
  signal: AbortSignal,
) {
  const read = new Map<string, Promise<string | undefined>>();
  const { headRepository = change.repository, headSha } = change;
  const fetch = async (path: string): Promise<string | undefined> => {
    const bytes = await host.file(headRepository, path, headSha, { signal });
    return bytes === undefined || bytes.includes(0) ? undefined : Buffer.from(bytes).toString('utf8');
  };
  return (path: string): Promise<string | undefined> => {
    let content = read.get(path);
    if (!content) read.set(path, (content = fetch(path)));
    return content;
  };
}
