import { stalledStream } from '../../faults/index.ts'
import type { JournalCall } from '../../src/index.ts'
import { outcomeOf } from './classify.ts'
import type { Client, Mode } from './client.ts'
import type { Cell, ModeRow, RequestRow } from './matrix.ts'
import type { Observed } from './observed.ts'
import { pingingStall, plans, type MatrixPlan } from './plans.ts'
import { abortsAt, longest, play, type Played } from './play.ts'

/** How many requests of a cell are kept: an endless loop has the same one again and again. */
const mostKept = 12
const longestKept = 200

function requestOf({ startedAt, provider, status, ending, endedAt, deltas, fired }: JournalCall): RequestRow {
  const until = endedAt === undefined || ending === 'hung' ? null : Math.round(endedAt)
  return [Math.round(startedAt), provider, status ?? null, ending ?? 'open', until, deltas, fired.length > 0 ? 1 : 0]
}

/** Whether each retry waited for the time that the response before it gave. */
function honorsRetryAfter(calls: readonly JournalCall[]): boolean | undefined {
  const verdicts = calls.slice(1).flatMap((call, at) => {
    const before = calls[at]!
    const wait = before.problem?.retryAfter
    return wait === undefined || before.provider !== call.provider || before.key !== call.key
      ? []
      : [call.startedAt - before.endedAt! >= wait]
  })
  return verdicts.length === 0 ? undefined : verdicts.every(Boolean)
}

function shortened(text: string): string {
  const points = [...text]
  return points.length <= longestKept ? text : `${points.slice(0, longestKept).join('')}…`
}

/** What the app got, if it is not the complete answer. */
function shownIn({ text, values }: Observed): Pick<Cell, 'text' | 'values'> {
  return {
    ...(text === '' ? {} : { text: shortened(text) }),
    ...(values.length === 0
      ? {}
      : { values: values.slice(0, 3).map(({ tool, json }) => shortened(tool === undefined ? json : `${tool}(${json})`)) }),
  }
}

/** The cell of a played call. */
export function cellOf({ observed, calls, endedAt }: Played, undisturbed: Observed): Cell {
  const outcome = outcomeOf(observed, undisturbed)
  const honors = honorsRetryAfter(calls)
  return {
    outcome,
    ...(observed.error === undefined ? {} : { error: observed.error }),
    ...(observed.finish === undefined ? {} : { finish: observed.finish }),
    ...(outcome === 'complete' ? {} : shownIn(observed)),
    waited: Math.round(outcome === 'hang' && observed.settled === 'hung' ? longest : endedAt),
    ...(honors === undefined ? {} : { honorsRetryAfter: honors }),
    ...(observed.uncaught.length === 0 ? {} : { uncaught: [...observed.uncaught] }),
    requests: calls.slice(0, mostKept).map(requestOf),
  }
}

/** What an abort in the middle of a stalled answer does. */
export async function abortOf(client: Client, mode: Mode): Promise<ModeRow['abort']> {
  if (client.aborts === false) return 'none'
  const { observed, calls, endedAt } = await play(client, mode, [stalledStream()], { isAborted: true })
  if (observed.settled === 'hung' || endedAt > abortsAt + 1_000) return 'waits'
  return calls.every(({ ending, endedAt: at }) => ending === 'aborted' && at! <= abortsAt + 1_000) ? 'closed' : 'open'
}

/** A stall without pings ends by itself. */
function isPlayed({ name }: MatrixPlan, { calls }: Played): boolean {
  return name !== pingingStall || calls.some(({ frames }) => frames.some(({ role }) => role === 'ping'))
}

/** Plays a client in one mode under each plan. A plan that cannot fire there has no cell. */
export async function rowOf(client: Client, mode: Mode, chosen: readonly MatrixPlan[] = plans): Promise<ModeRow> {
  const undisturbed = await play(client, mode, [])
  if (undisturbed.observed.settled !== 'value')
    throw new Error(`${client.name}, ${mode} fails without a fault: ${JSON.stringify(undisturbed.observed)}`)
  const cells: Record<string, Cell> = {}
  for (const plan of chosen) {
    const played = await play(client, mode, [plan.injection])
    if (played.hasFired && isPlayed(plan, played)) cells[plan.name] = cellOf(played, undisturbed.observed)
  }
  return { abort: await abortOf(client, mode), cells }
}
