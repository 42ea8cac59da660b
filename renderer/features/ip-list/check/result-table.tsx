import type { ReactNode } from 'react'

interface Column {
  name: string
  /** Numbers stand at the right, under their heading. */
  number?: boolean
}

export interface ResultTableProps {
  label: string
  columns: Column[]
  rows: ReactNode[][]
}

/** A few rows of results, as a table that screen readers can walk through. */
export function ResultTable({ label, columns, rows }: ResultTableProps) {
  return (
    <table aria-label={label} className="w-full border-collapse text-left">
      <thead>
        <tr className="text-small text-text-3">
          {columns.map(({ name, number }) => (
            <th
              key={name}
              scope="col"
              className={`h-9 px-3 font-text first:pl-0 last:pr-0 ${number ? 'text-right' : ''}`}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no identity, and only grow
          <tr key={row} className="border-t border-border">
            {cells.map((cell, index) => (
              <td
                key={columns[index]?.name}
                className={`h-8 px-3 first:pl-0 last:pr-0 ${columns[index]?.number ? 'text-right tabular-nums' : ''}`}
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
