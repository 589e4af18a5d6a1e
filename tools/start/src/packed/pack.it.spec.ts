import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ROOT } from '../places.ts';
import { PACKED } from './packages.ts';

const PROGRAM = join(import.meta.dirname, 'pack.ts');
const CACHE = join(ROOT, 'node_modules', '.cache', 'arbiter');

const node = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, args, { cwd: ROOT })).stdout.trim();

describe('the packages that every app loads', () => {
  let folder: string;
  let pack: string;

  /** What a program prints that takes them from the pack. */
  const withPack = async (program: string): Promise<string> => {
    const file = join(folder, 'program.mjs');
    await writeFile(file, program);
    return node('--import', pathToFileURL(join(pack, 'register.mjs')).href, file);
  };

  beforeAll(async () => {
    await mkdir(CACHE, { recursive: true });
    folder = await mkdtemp(join(CACHE, 'pack-'));
    pack = join(folder, 'pack');
    await node(PROGRAM, pack);
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true }));

  it('are taken from the pack, each of them', async () => {
    const names = JSON.stringify(PACKED);
    const places = await withPack(`for (const name of ${names}) console.log(import.meta.resolve(name));`);
    const outside = places.split('\n').filter((place) => !place.startsWith(pathToFileURL(pack).href));
    expect(outside).toEqual([]);
  });

  it('are the same ones to whoever imports and whoever requires them', async () => {
    const same = await withPack(`
      import { createRequire } from 'node:module';
      import fastify from 'fastify';
      import { Subject } from 'rxjs';
      const require = createRequire(import.meta.url);
      console.log(require('fastify') === fastify, require('rxjs').Subject === Subject);`);
    expect(same).toBe('true true');
  });

  it('keep the names of their errors, classes and functions', async () => {
    const names = await withPack(`
      import { BadRequestException, SetMetadata } from '@nestjs/common';
      import { Subject } from 'rxjs';
      import { QueryFailedError } from 'typeorm';
      console.log(new BadRequestException().name, new QueryFailedError('', [], new Error('')).name);
      console.log(BadRequestException.name, Subject.name, SetMetadata.name);`);
    expect(names).toBe('BadRequestException QueryFailedError\nBadRequestException Subject SetMetadata');
  });

  it('leave nothing beside the pack, also where somebody was quicker', async () => {
    await node(PROGRAM, pack);
    expect((await readdir(folder)).filter((name) => name !== 'program.mjs')).toEqual(['pack']);
  }, 60_000);
});
