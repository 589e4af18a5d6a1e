/** One entry of apt's list of sources: where packages come from and who must have signed them. */
export interface AptSource {
  readonly uris: readonly string[];
  readonly suites: readonly string[];
  readonly components: readonly string[];
  /** Options by their deb822 names, such as `Signed-By`; a value may hold several lines (a whole key). */
  readonly options: Readonly<Record<string, string>>;
}

/** The names that the options of the one-line format have in deb822. */
const OPTION_NAMES: Readonly<Record<string, string>> = {
  arch: 'Architectures',
  'signed-by': 'Signed-By',
  'check-valid-until': 'Check-Valid-Until',
};

/** Reads `sources.list`: `deb [signed-by=/a.gpg arch=amd64] http://… bookworm main`. Sources of source code are left out. */
export function parseOneLineSources(text: string): AptSource[] {
  const sources: AptSource[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)([^#]*)/.exec(line);
    if (match === null) continue;
    const [, optionText = '', uri = '', suite = '', components = ''] = match;
    const options: Record<string, string> = {};
    for (const option of words(optionText)) {
      const [key = '', value = ''] = option.split('=');
      const name = OPTION_NAMES[key.toLowerCase()];
      if (name !== undefined) options[name] = value.replaceAll(',', ' ');
    }
    sources.push({ uris: [uri], suites: [suite], components: words(components), options });
  }
  return sources;
}

/** Reads a `*.sources` file: stanzas of `Key: value` parted by empty lines; lines that begin with a space go on. */
export function parseDeb822Sources(text: string): AptSource[] {
  const withoutComments = text.replaceAll(/^#.*\n?/gm, '');
  return withoutComments.split(/\n\s*\n/).flatMap((stanza) => {
    const fields = parseFields(stanza);
    if (!words(fields.get('types') ?? '').includes('deb') || fields.get('enabled')?.trim() === 'no') return [];
    const options: Record<string, string> = {};
    for (const name of Object.values(OPTION_NAMES)) {
      const value = fields.get(name.toLowerCase());
      if (value !== undefined) options[name] = value;
    }
    return [
      {
        uris: words(fields.get('uris') ?? ''),
        suites: words(fields.get('suites') ?? ''),
        components: words(fields.get('components') ?? ''),
        options,
      },
    ];
  });
}

/** Writes sources in the deb822 format. */
export function formatDeb822(sources: readonly AptSource[]): string {
  return sources
    .map(({ uris, suites, components, options }) =>
      [
        'Types: deb',
        `URIs: ${uris.join(' ')}`,
        `Suites: ${suites.join(' ')}`,
        ...(components.length > 0 ? [`Components: ${components.join(' ')}`] : []),
        ...Object.entries(options).map(([name, value]) => `${name}: ${value}`),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n');
}

function parseFields(stanza: string): Map<string, string> {
  const fields = new Map<string, string>();
  let name = '';
  for (const line of stanza.split('\n')) {
    const match = /^([A-Za-z0-9-]+):\s*(.*)$/.exec(line);
    if (match !== null) {
      name = (match[1] ?? '').toLowerCase();
      fields.set(name, match[2] ?? '');
    } else if (/^\s/.test(line)) {
      fields.set(name, `${fields.get(name) ?? ''}\n${line}`);
    }
  }
  return fields;
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
