import { type Plugin, build } from 'esbuild';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../places.ts';
import { KEEP, withoutNeedlessNames } from './needless-names.ts';
import { LEFT_OUT, PACKED, isOfPacked } from './packages.ts';

// Packs PACKED into the folder that it is told: a process of its own, because it has to load all of them.

/** What CommonJS code inside needs in a module. */
const REQUIRE = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** What another package only asks for at run time, or what is not installed, is optional: that is left to Node. */
const optional: Plugin = {
  name: 'optional',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^[^./]/ }, async ({ path, kind, pluginData, ...from }) => {
      if (pluginData === optional || builtinModules.includes(path)) return undefined;
      if (kind === 'dynamic-import' && !isOfPacked(path)) return { path, external: true };
      const found = await bundler.resolve(path, { kind, ...from, pluginData: optional });
      return found.errors.length > 0 ? { path, external: true } : found;
    });
  },
};

const fileOf = (name: string): string => `${name.replaceAll('/', '+')}.mjs`;

/** A module with all exports of a package. Those of a CommonJS one are only known once it has run. */
async function entryOf(name: string): Promise<string> {
  const module = (await import(name)) as Record<string, unknown>;
  if (!('module.exports' in module)) {
    return [`export * from '${name}';`, ...('default' in module ? [`export { default } from '${name}';`] : [])].join(
      '\n',
    );
  }
  const names = Object.keys(module).filter((key) => key !== 'default' && IDENTIFIER.test(key));
  return [
    `import exported from '${name}';`,
    `const whole = exported;`,
    `export { whole as default, whole as 'module.exports' };`,
    `export const { ${names.join(', ')} } = whole;`,
  ].join('\n');
}

/** Has Node take what is packed, whoever asks for it. */
const registration = (): string => `import { registerHooks } from 'node:module';
const packed = new Map(${JSON.stringify(PACKED.map((name) => [name, `./${fileOf(name)}`]))});
registerHooks({
  resolve(name, context, next) {
    const file = packed.get(name);
    if (file === undefined) return next(name, context);
    return { url: new URL(file, import.meta.url).href, format: 'module', shortCircuit: true };
  },
});
`;

/** @throws where a package does not export all that it does unpacked */
async function check(folder: string): Promise<void> {
  for (const name of PACKED) {
    const packed = (await import(pathToFileURL(join(folder, fileOf(name))).href)) as object;
    const missing = Object.keys((await import(name)) as object).filter((key) => !(key in packed));
    if (missing.length > 0) throw new Error(`${name} lacks ${missing.join(', ')} when it is packed.`);
  }
}

async function pack(folder: string): Promise<void> {
  const entries = join(folder, 'entries');
  await mkdir(entries, { recursive: true });
  for (const name of PACKED) await writeFile(join(entries, fileOf(name)), await entryOf(name));
  const { outputFiles } = await build({
    entryPoints: PACKED.map((name) => join(entries, fileOf(name))),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    absWorkingDir: ROOT,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: `node${process.versions.node}`,
    // Names of classes stand in errors and logs.
    keepNames: true,
    external: [...LEFT_OUT],
    plugins: [optional],
    banner: { js: `${REQUIRE} ${KEEP}` },
    logLevel: 'error',
    write: false,
  });
  for (const { path, text } of outputFiles) await writeFile(path, withoutNeedlessNames(text));
  await rm(entries, { recursive: true });
  await writeFile(join(folder, 'register.mjs'), registration());
}

const [target = ''] = process.argv.slice(2);
const making = `${target}.${process.pid}`;
try {
  await pack(making);
  await check(making);
  // Somebody else may have been quicker: theirs is the same.
  await rename(making, target).catch((error: unknown) => {
    if (!existsSync(target)) throw error;
  });
} finally {
  await rm(making, { recursive: true, force: true });
}
