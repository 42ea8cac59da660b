import type { Failure } from '#contract/problem.ts'
import { ProblemNote } from '#renderer/ui/problem-note.tsx'

/** Over the rows that were to change and did not. */
export function ChangeFailure({ failure }: { failure: Failure }) {
  return (
    <div className="shrink-0 px-4 py-2 wide:px-5">
      <ProblemNote failure={failure} />
    </div>
  )
}
