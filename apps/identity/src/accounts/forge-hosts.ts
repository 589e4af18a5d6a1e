/** The hosts of the two forges that this installation works with: their numeric ids are ours without further words. */
export interface ForgeHosts {
  readonly github: string;
  readonly gitlab: string;
}

/** The host that people see, from the address that programs use: `https://api.github.com` -> `github.com`. */
export function hostOf(baseUrl: string): string {
  return new URL(baseUrl).hostname.replace(/^api\./, '');
}
