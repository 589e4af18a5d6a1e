import Table from 'cli-table3';
import type { Machine } from '../measure/machine.ts';
import { type Figure, type Versions, isMet } from './figure.ts';

/** The figures as a table for people, with the machine above it. */
export function render(machine: Machine, versions: Versions, rows: readonly Figure[]): string {
  const table = new Table({
    head: ['', 'figure', 'bare', 'target', ''],
    colAligns: ['left', 'right', 'right', 'right', 'left'],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: { head: [], border: [] },
  });
  for (const row of rows) {
    const { name, value, unit, baseline } = row;
    table.push([
      name,
      written(value, unit),
      baseline === undefined ? '' : written(baseline, unit),
      targetOf(row),
      verdictOf(row),
    ]);
  }
  const servers = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [headOf(machine), servers.join(', '), table.toString()].join('\n');
}

function headOf({ processor, cores, memoryGb, system, node, commit, loadBefore }: Machine): string {
  const busy = loadBefore > 1 ? `; the machine was busy (load ${loadBefore.toFixed(1)}): figures are too low` : '';
  return `${processor}, ${String(cores)} cores, ${String(memoryGb)} GB; ${system}; Node ${node}; commit ${commit}${busy}`;
}

function targetOf({ target, unit }: Figure): string {
  if (target === undefined) return '';
  return 'atLeast' in target ? `>= ${written(target.atLeast, unit)}` : `< ${written(target.below, unit)}`;
}

function verdictOf(figure: Figure): string {
  const met = isMet(figure);
  return met === undefined ? '' : met ? 'ok' : 'miss';
}

/** Three digits that mean something. */
function written(value: number, unit: string): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${value.toLocaleString('en-US', { maximumFractionDigits: digits })} ${unit}`.replace(/ (?=\/s|%|$)/, '');
}
