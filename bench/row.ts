/** One line of the table. Less is better in all of them. */
export interface Row {
  measure: string
  unit: string
  /** Absent when it could not be measured; `note` says why. */
  value?: number
  /** The same measure of the usual way of doing it, taken in the same run. */
  baseline?: number
  /** The most that the value may be. */
  limit?: number
  note?: string
}

/** A group of measures taken together; the next one is a file beside the others and a line in `main.ts`. */
export type Bench = () => Promise<Row[]>
