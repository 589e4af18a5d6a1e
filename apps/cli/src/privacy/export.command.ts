import { open, rename, rm } from 'node:fs/promises';
import { Command } from 'commander';
import { withRestApi } from '../connection/with-rest-api.ts';
import type { Terminal } from '../terminal.ts';
import { WHO, personQuery, queryOf } from './person.ts';

/** `arbiterctl privacy export`: handed on as it comes, so that it may be of any size. */
export function exported(terminal: Terminal): Command {
  return new Command('export')
    .description('everything that is held of a person, as JSON: one record on a line')
    .argument('<person>', WHO)
    .option('--reason <words>', 'why, for the person to read', "at the person's request")
    .option('--file <path>', 'where to write it; default: standard output')
    .action((person: string, { reason, file }: { reason: string; file?: string }, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const parts = api.parts(`/privacy/export${queryOf({ ...personQuery(person), reason })}`);
        if (file === undefined) await print(parts, terminal);
        else output.line(`${String(await save(parts, file))} bytes in ${file}`);
      }),
    );
}

/** No more is taken than is taken away. */
async function print(parts: AsyncIterable<Uint8Array>, terminal: Terminal): Promise<void> {
  for await (const part of parts) {
    terminal.out(part);
    await terminal.flushed();
  }
  terminal.out('\n');
}

/** Answers how many bytes there were. What is not whole never gets the file's name. */
async function save(parts: AsyncIterable<Uint8Array>, file: string): Promise<number> {
  const unfinished = `${file}.part`;
  const handle = await open(unfinished, 'w', 0o600);
  let bytes = 0;
  try {
    for await (const part of parts) {
      await handle.appendFile(part);
      bytes += part.byteLength;
    }
    await handle.close();
    await rename(unfinished, file);
    return bytes;
  } catch (error) {
    await handle.close();
    await rm(unfinished, { force: true });
    throw error;
  }
}
