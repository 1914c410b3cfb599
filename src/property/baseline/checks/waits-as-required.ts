import type { JournalCall } from '../../../engine/model/journal.ts'
import { held, inconclusive, remark, violated, type Verdict } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import type { RehearsedRun } from '../../trial/rehearse.ts'
import { targetOf, type RunPair } from '../comparison.ts'
import { requestOf } from '../requests.ts'

/** The shortest Retry-After that is judged, in ms. */
const shortest = 2_000

/** The longest Retry-After that is judged, in ms. Longer ones are not judged: an app may retry earlier. */
const longest = 60_000

/** How close a wait must be to a thousandth of the requested wait to count as a unit error. */
const tolerance = 0.2

/** A retry waits in the unit of the Retry-After header. */
export const waitsAsRequired: BaselineCheck = {
  id: 'waits-as-required',
  title: 'A retry reads Retry-After in the wrong unit',
  statement: 'a retry waits as long as Retry-After requires, and a fallback does not wait for the provider that failed',
  hint: 'Read Retry-After as seconds or as a date, convert it to milliseconds, and call the fallback at once.',
  judge({ rehearsal, pairs }) {
    const [run] = rehearsal.runs
    const wrong = restOfAnother(rehearsal.runs, pairs)
    const asked = (run?.calls ?? []).filter((call) => call.endedAt !== undefined && isWorthAWait(call.problem?.retryAfter))
    if (run === undefined || asked.length === 0) return inconclusive('no response had a Retry-After')
    const verdicts = asked.map((call) => judgeWait(call, run.calls)).filter((verdict) => verdict !== undefined)
    return verdicts.find(({ type }) => type === 'violated') ?? verdicts[0] ?? wrong ?? held
  },
}

function judgeWait(call: JournalCall, calls: readonly JournalCall[]): Verdict | undefined {
  const asked = call.problem!.retryAfter!
  const next = calls.find((other) => other !== call && other.startedAt >= call.endedAt! && requestOf(other) === requestOf(call))
  if (next === undefined) return undefined
  const waited = next.startedAt - call.endedAt!
  const how = `${call.provider} required a wait of ${asked} ms and ${targetOf(next) === targetOf(call) ? 'was called again' : `${targetOf(next)} was called`} after ${waited} ms`
  if (targetOf(next) !== targetOf(call)) return waited >= 0.9 * asked ? remark(how) : undefined
  if (Math.abs(waited * 1_000 - asked) <= tolerance * asked) return violated(`${how}: a thousandth`)
  return undefined
}

/** A later run that calls a provider that required a pause, instead of the usual one that did not. */
function restOfAnother(runs: readonly RehearsedRun[], pairs: readonly RunPair[]): Verdict | undefined {
  const calls = runs.flatMap((run) => run.calls)
  for (const { place, run, was } of pairs.slice(1)) {
    const resting = (provider: string): number =>
      Math.max(0, ...calls.map((call) => (call.provider === provider ? restAfter(call, run.startedAt) : 0)))
    const [asked, usual] = [run.calls[0]?.provider, was.calls[0]?.provider]
    if (asked === undefined || usual === undefined || run.calls.some(({ provider }) => provider === usual)) continue
    if (resting(asked) === 0 || resting(usual) > 0) continue
    return remark(
      `in run ${place + 1}, ${asked} was called ${resting(asked)} ms before the end of its Retry-After, and ${usual} was not called`,
    )
  }
  return undefined
}

/** How long a provider must not be called after a time, in ms, according to an earlier response. */
function restAfter({ endedAt, problem }: JournalCall, at: number): number {
  return endedAt === undefined || endedAt > at ? 0 : Math.max(0, endedAt + (problem?.retryAfter ?? 0) - at)
}

function isWorthAWait(asked = 0): boolean {
  return asked >= shortest && asked <= longest
}
