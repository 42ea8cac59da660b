import { isLost, type Row } from './trial.ts'

const headings = ['trial', 'tried', 'held', 'lost', '']

/** The rows as aligned text, numbers to the right, with a sum. */
export function table(rows: Row[]): string {
  const lines = [headings, ...[...rows, sumOf(rows)].map(cells)]
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const isNumber = (column: number) => column > 0 && column < headings.length - 1
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** The same for a document. */
export function markdown(rows: Row[]): string {
  const line = (values: string[]) => `| ${values.join(' | ')} |`
  return [line(headings), '|---|---:|---:|---:|---|', ...[...rows, sumOf(rows)].map((row) => line(cells(row)))].join(
    '\n',
  )
}

function cells(row: Row): string[] {
  const tried = row.tried < row.planned ? `${row.tried} of ${row.planned}` : String(row.tried)
  return [row.trial, tried, String(row.held), String(lostOf(row)), row.note ?? '']
}

/** A line without a case counts as one that is lost. */
function lostOf(row: Row): number {
  return row.tried === 0 ? 1 : Math.max(row.tried - row.held, isLost(row) ? 1 : 0)
}

function sumOf(rows: Row[]): Row {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    trial: 'all',
    planned: sum(({ planned }) => planned),
    tried: sum(({ tried }) => tried),
    held: sum(({ held }) => held),
    losses: rows.flatMap(({ losses }) => losses),
  }
}
