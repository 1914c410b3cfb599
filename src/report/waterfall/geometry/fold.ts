import type { CallData } from '../../data/call-data.ts'

/** A row of a waterfall: one call, or several similar ones. Places in the list of calls, both inclusive. */
export interface Fold {
  readonly from: number
  readonly to: number
}

/** The number of calls above which similar calls are folded. */
export const mostUnfolded = 16
const leastAlike = 6

/** The rows of a waterfall. Six or more consecutive similar calls become three rows: the first, those between, and the last. */
export function foldsOf(calls: readonly CallData[], canFold: boolean): Fold[] {
  const each = calls.map((_, index) => ({ from: index, to: index }))
  if (!canFold || calls.length <= mostUnfolded) return each
  return runsAlike(calls).flatMap(({ from, to }) => {
    if (to - from + 1 < leastAlike) return each.slice(from, to + 1)
    return [each[from]!, { from: from + 1, to: to - 1 }, each[to]!]
  })
}

function runsAlike(calls: readonly CallData[]): Fold[] {
  const runs: { from: number; to: number; readonly kind: string }[] = []
  for (const [index, call] of calls.entries()) {
    const kind = kindOf(call)
    const last = runs.at(-1)
    if (last?.kind === kind) last.to = index
    else runs.push({ from: index, to: index, kind })
  }
  return runs
}

/** Calls of one kind look alike to a reader. */
function kindOf({ provider, endpoint, ending, status, fired }: CallData): string {
  return JSON.stringify([provider, endpoint, ending, status, fired.map(({ fault }) => fault)])
}
