import { spawn } from 'node:child_process';
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './places.ts';

/**
 * Builds every app and what it uses; nothing where nothing has changed, which takes the compiler a moment to see. Throws
 * with the compiler's messages.
 */
export async function buildAll(folders: readonly string[] = ['apps']): Promise<void> {
  const compiler = join(ROOT, 'node_modules', 'tsc7', 'bin', 'tsc');
  const projects = (await Promise.all(folders.map(projectsIn))).flat();
  const output = await run(process.execPath, [compiler, '--build', ...projects]);
  if (output !== undefined) throw new Error(`The build failed:\n${output}`);
}

async function projectsIn(folder: string): Promise<string[]> {
  const names = await readdir(join(ROOT, folder));
  const projects = names.map((name) => join(ROOT, folder, name, 'tsconfig.lib.json'));
  const exist = await Promise.all(projects.map(hasSources));
  return projects.filter((_project, index) => exist[index]);
}

/** A project without a single source would be an error to the compiler. */
async function hasSources(project: string): Promise<boolean> {
  const sources = join(project, '..', 'src');
  return access(project)
    .then(() => readdir(sources, { recursive: true }))
    .then(
      (files) => files.some((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts')),
      () => false,
    );
}

/** Undefined when it went well, else what it printed. */
function run(command: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code === 0 ? undefined : output.trim());
    });
  });
}
