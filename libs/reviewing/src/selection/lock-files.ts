/** What package managers write by themselves. */
const LOCK_FILES: ReadonlySet<string> = new Set([
  '.terraform.lock.hcl',
  'bun.lock',
  'bun.lockb',
  'Cargo.lock',
  'Cartfile.resolved',
  'composer.lock',
  'conan.lock',
  'deno.lock',
  'flake.lock',
  'Gemfile.lock',
  'gems.locked',
  'glide.lock',
  'go.sum',
  'go.work.sum',
  'Gopkg.lock',
  'gradle.lockfile',
  'mix.lock',
  'npm-shrinkwrap.json',
  'package-lock.json',
  'Package.resolved',
  'packages.lock.json',
  'paket.lock',
  'pdm.lock',
  'Pipfile.lock',
  'pixi.lock',
  'pnpm-lock.yaml',
  'Podfile.lock',
  'poetry.lock',
  'pubspec.lock',
  'rebar.lock',
  'stack.yaml.lock',
  'uv.lock',
  'yarn.lock',
]);

export const isLockFile = (path: string): boolean => LOCK_FILES.has(path.slice(path.lastIndexOf('/') + 1));

/** Folders that hold what others wrote. */
const VENDORED =
  /(?:^|\/)(?:vendor|vendored|node_modules|bower_components|third[_-]party|Pods|Carthage\/Build|Godeps|\.yarn\/(?:releases|plugins|sdks))\//;

export const isVendored = (path: string): boolean => VENDORED.test(path);
