/** Programming languages by the ends of their files; the first name is the usual one, the others are understood. */
const LANGUAGES: readonly (readonly [names: readonly string[], extensions: readonly string[]])[] = [
  [
    ['typescript', 'ts'],
    ['ts', 'tsx', 'mts', 'cts'],
  ],
  [
    ['javascript', 'js'],
    ['js', 'jsx', 'mjs', 'cjs'],
  ],
  [['vue'], ['vue']],
  [['svelte'], ['svelte']],
  [
    ['python', 'py'],
    ['py', 'pyi', 'pyx'],
  ],
  [['go', 'golang'], ['go']],
  [['java'], ['java']],
  [
    ['kotlin', 'kt'],
    ['kt', 'kts'],
  ],
  [['scala'], ['scala', 'sc']],
  [['groovy'], ['groovy', 'gradle']],
  [
    ['ruby', 'rb'],
    ['rb', 'rake', 'gemspec'],
  ],
  [['php'], ['php', 'phtml']],
  [['rust', 'rs'], ['rs']],
  [
    ['csharp', 'c#', 'cs'],
    ['cs', 'csx'],
  ],
  [
    ['fsharp', 'f#'],
    ['fs', 'fsx'],
  ],
  [['c'], ['c', 'h']],
  [
    ['cpp', 'c++'],
    ['cc', 'cpp', 'cxx', 'hh', 'hpp', 'hxx', 'h'],
  ],
  [['swift'], ['swift']],
  [
    ['objective-c', 'objc'],
    ['m', 'mm'],
  ],
  [['dart'], ['dart']],
  [['elixir'], ['ex', 'exs']],
  [['erlang'], ['erl', 'hrl']],
  [['haskell'], ['hs']],
  [['lua'], ['lua']],
  [['perl'], ['pl', 'pm', 't']],
  [['r'], ['r', 'R']],
  [
    ['shell', 'sh', 'bash'],
    ['sh', 'bash', 'zsh', 'ksh'],
  ],
  [['powershell'], ['ps1', 'psm1']],
  [['sql'], ['sql']],
  [
    ['terraform', 'hcl'],
    ['tf', 'hcl'],
  ],
  [['html'], ['html', 'htm']],
  [['css'], ['css', 'scss', 'sass', 'less']],
  [['yaml'], ['yml', 'yaml']],
  [['markdown'], ['md', 'mdx', 'markdown']],
];

const BY_EXTENSION: ReadonlyMap<string, readonly string[]> = new Map(
  LANGUAGES.flatMap(([, extensions]) => extensions).map((extension) => [
    extension,
    LANGUAGES.filter(([, extensions]) => extensions.includes(extension)).flatMap(([names]) => names),
  ]),
);

/** `ts` of `src/a.ts`; nothing where the name has no end. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1) : '';
}

/** Every name of the languages that the file may be written in. */
export const languagesOf = (path: string): readonly string[] => BY_EXTENSION.get(extensionOf(path)) ?? [];

/** The usual name of the file's language. */
export const languageOf = (path: string): string | undefined => languagesOf(path)[0];
