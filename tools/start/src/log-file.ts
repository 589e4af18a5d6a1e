import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LOG_FOLDER } from './places.ts';

/** Bytes; the file before is kept as `<name>.log.1`, so that at most twice this is used. */
const LIMIT = 10 * 1024 * 1024;

/** The log of one app, bounded in size. */
export class LogFile {
  readonly path: string;
  private descriptor: number;
  private size: number;

  constructor(name: string) {
    mkdirSync(LOG_FOLDER, { recursive: true });
    this.path = join(LOG_FOLDER, `${name}.log`);
    this.descriptor = openSync(this.path, 'a', 0o600);
    this.size = fstatSync(this.descriptor).size;
  }

  append(line: string): void {
    this.size += writeSync(this.descriptor, `${line}\n`);
    if (this.size < LIMIT) return;
    this.close();
    renameSync(this.path, `${this.path}.1`);
    this.descriptor = openSync(this.path, 'a', 0o600);
    this.size = 0;
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
