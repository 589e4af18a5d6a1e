/** Who leads a team, a department, or (with neither) the organisation. */
export interface NamedLeads {
  readonly team?: string;
  readonly department?: string;
  readonly leads: string[];
}

const SCOPES = new Set(['team', 'department', 'organization']);

/**
 * Reads `scope,name,lead` line by line; a first line of these very words is a heading. The name of the organisation is
 * empty. What is wrong is told by line, and nothing is taken then.
 */
export function readLeads(text: string): { readonly leads: readonly NamedLeads[]; readonly wrong: readonly string[] } {
  const found = new Map<string, NamedLeads>();
  const wrong: string[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [scope = '', name = '', lead = '', ...more] = line.split(',').map((cell) => cell.trim());
    if (line.trim() === '' || (index === 0 && line.trim().toLowerCase() === 'scope,name,lead')) continue;
    const named = scope === 'organization' ? name === '' : name !== '';
    if (!SCOPES.has(scope) || !named || lead === '' || more.length > 0) {
      wrong.push(`Line ${String(index + 1)} is not like: team,core,lea@example.org`);
      continue;
    }
    const key = `${scope}/${name}`;
    const known = found.get(key) ?? { ...(scope !== 'organization' && { [scope]: name }), leads: [] };
    known.leads.push(lead);
    found.set(key, known);
  }
  return { leads: [...found.values()], wrong };
}
