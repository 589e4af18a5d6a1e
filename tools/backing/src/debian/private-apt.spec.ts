import { describe, expect, it } from '@jest/globals';
import { configuration } from './private-apt.ts';

describe('the private configuration of apt', () => {
  const machine = [
    'Acquire::http::Proxy "http://proxy.example:3128";',
    'Acquire::AllowInsecureRepositories "1";',
    'APT::Update::Post-Invoke:: "rm -f /var/cache/apt/archives/*.deb";',
    'Acquire::IndexTargets::deb::DEP-11 "";',
  ].join('\n');
  const text = configuration('/cache/apt', machine);

  it('reaches the mirrors as the machine does', () => {
    expect(text).toContain('http://proxy.example:3128');
  });

  it("runs none of the machine's hooks", () => {
    expect(text).not.toContain('Post-Invoke');
  });

  it('insists on signatures whatever the machine allows', () => {
    expect(text).not.toContain('AllowInsecureRepositories "1"');
    expect(text).toContain('Acquire::AllowInsecureRepositories "false";');
  });

  it('keeps its state to itself', () => {
    expect(text).toContain('Dir::State::lists "/cache/apt/lists";');
  });
});
