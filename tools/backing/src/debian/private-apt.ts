import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../command.ts';
import { type AptSource, formatDeb822 } from './apt-source.ts';

/** What apt needs for a whole list of packages on a slow line; milliseconds. */
const TIMEOUT = 5 * 60_000;

/**
 * apt with lists, downloads and sources of its own in `folder`: it needs no root, changes nothing on the machine, and
 * checks signatures as always. How the machine reaches its mirrors (proxies, certificates, retries) is taken over; its
 * hooks are not.
 */
export class PrivateApt {
  private readonly folder: string;
  private readonly env: NodeJS.ProcessEnv;

  private constructor(folder: string) {
    this.folder = folder;
    this.env = { ...process.env, APT_CONFIG: join(folder, 'apt.conf'), LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  }

  /** Fetches the lists of these sources. Throws `CommandFailed` if a mirror does not answer or a signature is wrong. */
  static async open(folder: string, sources: readonly AptSource[]): Promise<PrivateApt> {
    for (const part of ['lists/partial', 'cache/archives/partial', 'sources', 'parts', 'debs']) {
      await mkdir(join(folder, part), { recursive: true });
    }
    const machine = await runCommand('apt-config', ['dump'], { timeout: TIMEOUT });
    await writeFile(join(folder, 'apt.conf'), configuration(folder, machine));
    await writeFile(join(folder, 'sources', 'own.sources'), formatDeb822(sources));
    const apt = new PrivateApt(folder);
    await apt.run(['update', '--error-on=any'], folder);
    return apt;
  }

  /** Downloads exactly these packages; gives the files. */
  async download(packages: readonly string[]): Promise<string[]> {
    const folder = join(this.folder, 'debs');
    await this.run(['download', ...packages], folder);
    return this.filesIn(folder);
  }

  /** Downloads these packages and those of their dependencies that the machine lacks; gives the files. */
  async downloadWithMissing(packages: readonly string[]): Promise<string[]> {
    await this.run(
      ['install', '--download-only', '--reinstall', '--no-install-recommends', '-y', ...packages],
      this.folder,
    );
    return this.filesIn(join(this.folder, 'cache', 'archives'));
  }

  private async run(args: readonly string[], cwd: string): Promise<void> {
    await runCommand('apt-get', args, { env: this.env, cwd, timeout: TIMEOUT });
  }

  private async filesIn(folder: string): Promise<string[]> {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
    return names.map((name) => join(folder, name));
  }
}

/** The private configuration, from what `apt-config dump` says of the machine's. */
export function configuration(folder: string, machine: string): string {
  const isReach = (line: string): boolean =>
    line.startsWith('Acquire::') && !/^Acquire::(IndexTargets|Languages|Allow\w+Repositories|GzipIndexes)/.test(line);
  return [
    ...machine.split('\n').filter(isReach),
    'Acquire::AllowInsecureRepositories "false";',
    'Acquire::Languages "none";',
    'APT::Update::Error-Mode "any";',
    `Dir::State "${folder}";`,
    `Dir::State::lists "${folder}/lists";`,
    'Dir::State::status "/var/lib/dpkg/status";',
    `Dir::Cache "${folder}/cache";`,
    `Dir::Cache::archives "${folder}/cache/archives";`,
    'Dir::Etc::main "/dev/null";',
    `Dir::Etc::parts "${folder}/parts";`,
    'Dir::Etc::sourcelist "/dev/null";',
    `Dir::Etc::sourceparts "${folder}/sources";`,
    // Nothing of the machine is written, so the lock that guards it is not needed, nor another user for downloads.
    'Debug::NoLocking "true";',
    'APT::Sandbox::User "root";',
    '',
  ].join('\n');
}
