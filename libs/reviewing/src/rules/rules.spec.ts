import type { FileDiff } from '@arbiter/diff';
import { describe, expect, it } from '@jest/globals';
import { redactFile } from '../redaction/redact.ts';
import { added, fileOf } from '../testing/diffs.ts';
import { reviewByRules } from './review-by-rules.ts';

const review = (...files: FileDiff[]) => reviewByRules({ files: files.map(redactFile) }).findings;
const rulesFor = (path: string, text: string) =>
  review(added(path, text)).map(({ ruleId }) => ruleId.replace('arbiter/', ''));
/** The beginnings of tokens stand apart, so that nobody takes this file for a leak. */
const token = (start: string, rest: string): string => start + rest;

describe('what needs no model', () => {
  it.each([
    ['src/a.ts', `const key = '${token('AKIA', 'QYLPMN5HHHFPZAM2')}';`, 'leaked-secret'],
    ['config.py', `TOKEN = "${token('ghp_', '16C7e42F292c6912E7710c838347Ae178B4a')}"`, 'leaked-secret'],
    ['.env', `STRIPE=${token('sk_live_', '51H8zQnKjYwVxRtGbMcPdLsAf')}`, 'leaked-secret'],
    ['app.rb', `DB = "postgres://app:${token('kX9', 'vQ2mZ7tLw4pRb8s')}@db.internal/x"`, 'leaked-secret'],
    ['src/a.ts', `const k = "-----BEGIN PRIVATE KEY-----\\n${'MIIEvQ'.repeat(9)}\\n-----END PRIVATE KEY-----"`, 'leaked-secret'],
    ['src/a.ts', "const key = 'AKIAIOSFODNN7EXAMPLE';", 'leaked-secret'],
    ['src/a.ts', '  console.log(user.name);', 'debug-leftover'],
    ['src/a.vue', "  console.log('headers:', headers);", 'debug-leftover'],
    ['src/a.go', '<<<<<<< HEAD\na := 1\n=======\na := 2\n>>>>>>> topic', 'conflict-marker'],
    ['src/a.ts', '  debugger;', 'debug-leftover'],
    ['src/a.ts', "  console.log('here');", 'debug-leftover'],
    ['app/a.py', '    breakpoint()', 'debug-leftover'],
    ['app/a.py', 'import pdb; pdb.set_trace()', 'debug-leftover'],
    ['app/a.rb', '  binding.pry', 'debug-leftover'],
    ['src/A.php', '    var_dump($user);', 'debug-leftover'],
    ['src/a.rs', '    dbg!(value);', 'debug-leftover'],
    ['src/A.cs', '  Debugger.Break();', 'debug-leftover'],
    ['src/a.go', '\tfmt.Println("DEBUG", x)', 'debug-leftover'],
    ['src/A.java', '    System.out.println("here 2");', 'debug-leftover'],
    ['src/a.test.ts', "  it.only('works', () => {});", 'focused-test'],
    ['src/a.spec.js', "fdescribe('x', () => {", 'focused-test'],
    ['spec/a_spec.rb', "  fit 'works' do", 'focused-test'],
    ['src/a.test.ts', "  it.skip('works', () => {});", 'skipped-test'],
    ['tests/test_a.py', '@pytest.mark.skip\ndef test_a(): ...', 'skipped-test'],
    ['src/test/java/ATest.java', '  @Disabled\n  void a() {}', 'skipped-test'],
    ['a_test.go', '\tt.Skip()', 'skipped-test'],
    ['src/a.ts', 'try { a(); } catch (error) {}', 'swallowed-error'],
    ['src/a.ts', '} catch {\n}', 'swallowed-error'],
    ['src/a.ts', 'await send().catch(() => {});', 'swallowed-error'],
    ['src/A.java', '} catch (IOException e) {\n}', 'swallowed-error'],
    ['app/a.py', 'try:\n    a()\nexcept Exception:\n    pass', 'swallowed-error'],
    ['app/a.py', 'try:\n    a()\nexcept:\n    pass', 'swallowed-error'],
    ['src/a.go', '\tif err != nil {\n\t}', 'swallowed-error'],
    ['app/a.rb', 'begin\n  a\nrescue => e\nend', 'swallowed-error'],
    ['src/A.cs', 'catch (Exception ex) { }', 'swallowed-error'],
    ['src/a.ts', '// TODO: handle the other case', 'admitted-debt'],
    ['app/a.py', 'x = 1  # FIXME this is wrong', 'admitted-debt'],
    ['q.sql', '-- HACK: works for now', 'admitted-debt'],
    ['deploy.sh', '# XXX remove', 'admitted-debt'],
    ['db/migrate/1_a.rb', 'class A < ActiveRecord::Migration[7.1]\n  def up\n    add_column :a, :b, :string\n  end\nend', 'migration-without-way-back'],
    ['app/migrations/0002_a.py', 'class Migration(migrations.Migration):\n    operations = [migrations.RunPython(forwards)]', 'migration-without-way-back'],
    ['alembic/versions/1_a.py', 'def upgrade():\n    op.add_column()\n\ndef downgrade():\n    pass', 'migration-without-way-back'],
    ['database/migrations/1_a.php', 'class A extends Migration {\n  public function up() { x(); }\n}', 'migration-without-way-back'],
    ['src/migrations/1-a.ts', 'export class A {\n  async up(q: Runner): Promise<void> { await q.query(""); }\n  async down(): Promise<void> {}\n}', 'migration-without-way-back'],
    ['migrations/1_a.up.sql', 'CREATE TABLE a ();', 'migration-without-way-back'],
    ['migrations/1_a.sql', '-- +goose Up\nCREATE TABLE a ();', 'migration-without-way-back'],
  ])('is found in %s: %j', (path, text, rule) => {
    expect(rulesFor(path, text)).toEqual([rule]);
  }); // prettier-ignore

  it.each([
    ['.env.example', 'KEY=AKIAIOSFODNN7EXAMPLE'],
    ['src/a.ts', `const key = '${token('sk-', 'x'.repeat(40))}';`],
    ['src/a.ts', "const password = 'changeme';"],
    ['docs/a.md', `token: ${token('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiI5ODIifQ.c2lnbmF0dXJlc2lnbmF0dXJl')}`],
    ['test/fixtures/key.pem', `-----BEGIN PRIVATE KEY-----\n${'MIIEvQ'.repeat(9)}\n-----END PRIVATE KEY-----`],
    ['README.md', 'Title\n=======\n'],
    ['src/cli/main.ts', "console.log('here');"],
    ['src/a.ts', "console.log('listening on', port);"],
    ['src/a.ts', '// debugger;'],
    ['src/a.ts', 'const s = "debugger;";'],
    ['src/a.test.ts', "  it.skip('works', () => {}); // flaky, see #12"],
    ['tests/test_a.py', '@pytest.mark.skip(reason="needs a GPU")'],
    ['src/a.ts', '} catch {\n  // the file may be gone already\n}'],
    ['src/a.ts', '} catch (ignored) {}'],
    ['app/a.py', 'except KeyError:\n    pass'],
    ['src/a.test.ts', 'try { a(); } catch {}'],
    ['src/a.ts', '// TODO(alice): later'],
    ['src/a.ts', '// TODO: see https://example.com/1'],
    ['src/a.ts', '// FIXME #123'],
    ['src/a.ts', 'const TODO = "x"; // shown in the list'],
    ['src/todo.ts', 'export class Todo {}'],
    ['db/migrate/1_a.rb', 'class A < ActiveRecord::Migration[7.1]\n  def change\n    add_column :a, :b, :string\n  end\nend'],
    ['migrations/1_a.sql', '-- +goose Up\nCREATE TABLE a ();\n-- +goose Down\nDROP TABLE a;'],
    ['alembic/versions/1_a.py', 'def upgrade():\n    op.a()\n\ndef downgrade():\n    op.b()'],
  ])('is not seen where it is not: %s: %j', (path, text) => {
    expect(rulesFor(path, text)).toEqual([]);
  }); // prettier-ignore

  it('only counts in what is added, not in what is removed, unchanged or moved', () => {
    expect(review(fileOf('a.ts', [' debugger;', '-debugger;', '+const a = 1;']))).toEqual([]);
    expect(
      review(fileOf('a.ts', ['-// TODO: handle the other case']), added('b.ts', '  // TODO: handle the other case')),
    ).toEqual([]);
  });

  it('tells the lines, and what can stand there instead', () => {
    const [finding] = review(fileOf('a.test.ts', [' a', "+  it.only('b', () => {"]));
    expect(finding).toMatchObject({
      startLine: 2,
      endLine: 2,
      quote: "  it.only('b', () => {",
      suggestion: "  it('b', () => {",
    });
  });

  it('never repeats a secret', () => {
    const secret = token('glpat-', 'x7Kq2vT9mWz4LbNs8RdY');
    expect(JSON.stringify(review(added('a.ts', `const t = '${secret}'`)))).not.toContain(secret);
  });

  it.each([
    'debugger;',
    'console.log(value);',
    '} catch (e) {}',
    '<<<<<<< ours',
    'const key = "[redacted aws-access-key]";',
  ])('takes time in proportion to the change, and few words however often it is found: %s', (line) => {
    const began = performance.now();
    const found = review(added('src/a.ts', `${line}\n`.repeat(100_000)));
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(found.length).toBeLessThanOrEqual(1_001);
    const [finding] = found.filter(({ ruleId }) => ruleId !== 'arbiter/very-large-change').slice(-1);
    if (finding) expect(finding.message).toContain('There are 99000 more like it in this change.');
  });

  it('is the inner one of two conflicts, of which the outer was cut off', () => {
    const text = '<<<<<<< HEAD\nlost\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n';
    expect(review(added('a.go', text))).toMatchObject([{ startLine: 3, endLine: 7 }]);
  });

  it('is also that a change is too large to be reviewed well', () => {
    const text = Array.from({ length: 1_600 }, (_, at) => `const a${String(at)} = ${String(at)};`).join('\n');
    expect(review(added('src/a.ts', text))).toMatchObject([{ ruleId: 'arbiter/very-large-change', path: '' }]);
  });

  it('takes time in proportion to the lines', () => {
    const lines = [
      '} catch (e) {',
      '  } catch (',
      'except Exception:',
      'if err != nil {',
      '// TODO',
      `catch (${'('.repeat(190)}`,
      `x${' '.repeat(390)}`,
    ];
    const text = Array.from({ length: 20_000 }, (_, at) => lines[at % lines.length]).join('\n');
    const began = performance.now();
    for (const path of ['a.ts', 'a.py', 'a.go', 'a.rb']) review(added(path, text));
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
