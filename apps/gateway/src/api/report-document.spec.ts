import { describe, expect, it } from '@jest/globals';
import { htmlOf, markdownOf } from './report-document.ts';

const sums = { open: 20, kept: 3, broken: 1, withdrawn: 2, reliability: 0.75 };
const group = { people: 8, sums, openAtRisk: { high: 2, critical: 1, medium: 7 }, suppressed: false };
const hidden = { department: 'Tiny', people: null, sums: null, openAtRisk: null, suppressed: true };
const report = { title: 'Promises of <b>R&D</b>', groups: [{ department: 'Pay|ments <EU>', ...group }, hidden] };

describe('a report', () => {
  it('is a table in Markdown, whose names are cells and nothing else', () => {
    const lines = markdownOf(report).split('\n');
    expect(lines[0]).toBe(String.raw`# Promises of \<b\>R&D\</b\>`);
    expect(lines[4]).toBe(String.raw`| Pay\|ments \<EU\> | 8 | 20 | 3 | 3 | 1 | 2 | 75 % |`);
    expect(lines[5]).toBe('| Tiny | Not shown: it would tell of fewer than five people. |  |  |  |  |  |  |');
    expect(lines.slice(2, 6).map((line) => line.split(/(?<!\\)\|/).length)).toEqual([10, 10, 10, 10]);
    expect(lines.at(-2)).toContain('At risk: open');
  });

  it('is a page that loads nothing, in which names are text', () => {
    const page = htmlOf(report);
    expect(page).toContain('<title>Promises of &lt;b&gt;R&amp;D&lt;/b&gt;</title>');
    expect(page).toContain('<th scope="row">Pay|ments &lt;EU&gt;</th><td>8</td><td>20</td><td>3</td>');
    expect(page).toContain('<th scope="row">Tiny</th><td class="none" colspan="7">');
    expect(page).toContain('name="viewport"');
    expect(page).not.toMatch(/(?:src|href)=|url\(|@import|<script/);
  });
});
