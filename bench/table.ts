import type { Row } from './row.ts'

const headings = ['measure', 'console', 'baseline', 'ratio', 'limit', '']

/** The rows as aligned text, numbers to the right. */
export function table(rows: Row[]): string {
  const lines = [headings, ...rows.map(cells)]
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const isText = (column: number) => column === 0 || column === headings.length - 1
  return lines
    .map((line) =>
      line
        .map((cell, column) => (isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Over its limit, or not measured although it has one. */
export function misses({ value, limit }: Row): boolean {
  return limit !== undefined && (value === undefined || value > limit)
}

function cells(row: Row): string[] {
  const { measure, unit, value, baseline, limit, note } = row
  const ratio = value !== undefined && baseline ? value / baseline : undefined
  const verdict = limit === undefined || value === undefined ? '' : misses(row) ? 'over the limit' : 'ok'
  return [`${measure}, ${unit}`, number(value), number(baseline), number(ratio), number(limit), note ?? verdict]
}

function number(value: number | undefined): string {
  return value === undefined ? '–' : value.toLocaleString('en-US', { maximumSignificantDigits: 4 })
}
