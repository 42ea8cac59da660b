/** Grey bars in place of rows that are coming. `widths` in percent, one per row. */
export function SkeletonRows({ widths }: { widths: number[] }) {
  return (
    <div aria-hidden>
      {widths.map((width, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no identity
        <div key={row} className="flex h-7 items-center">
          <span className="block h-2 rounded-1 bg-surface-3" style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  )
}

/** The same where a whole list will be. */
export function SkeletonList({ widths }: { widths: number[] }) {
  return (
    <div className="grow overflow-hidden px-4 pt-3 wide:px-5">
      <SkeletonRows widths={widths} />
    </div>
  )
}
