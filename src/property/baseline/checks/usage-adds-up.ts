import type { JournalCall } from '../../../engine/model/journal.ts'
import type { Usage } from '../../../engine/model/reply.ts'
import type { Snapshot } from '../../trial/snapshot.ts'
import { isAnswer, isWhole } from '../../verdict/calls.ts'
import { held, inconclusive, remark, violated, type Verdict } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import type { Comparison, RunPair } from '../comparison.ts'
import { memberOf } from '../member-of.ts'

/** The totals that an app can report. */
const totals: Readonly<Record<string, (usage: Usage) => number>> = {
  'input tokens': ({ inputTokens }) => inputTokens,
  'output tokens': ({ outputTokens }) => outputTokens,
  'total tokens': ({ inputTokens, outputTokens }) => inputTokens + outputTokens,
}

/** What the app says it used is what it was billed. */
export const usageAddsUp: BaselineCheck = {
  id: 'usage-adds-up',
  title: 'Reported tokens differ from billed tokens',
  statement: 'a token count that the task gives out is the sum of what the provider reported',
  hint: 'Add up the usage of every attempt that reported one, each once, and do not count a response that reported none as zero.',
  judge(comparison) {
    const verdicts = comparison.pairs.map((pair) => judgePair(comparison, pair)).filter((verdict) => verdict !== undefined)
    return (
      verdicts.find(({ type }) => type === 'violated') ??
      verdicts.find(({ type }) => type === 'remark') ??
      verdicts[0] ??
      inconclusive('the value contains no token count')
    )
  },
}

function judgePair(comparison: Comparison, { run, was, copy, wasCopy }: RunPair): Verdict | undefined {
  if (copy.outcome.settlement.type !== 'value' || wasCopy.outcome.settlement.type !== 'value') return undefined
  const counts = countsIn(comparison, wasCopy.value, was.calls)
  if (counts.length === 0) return undefined
  const unreported = run.calls.find((call) => call.usage === undefined && isAnswer(call))
  if (unreported !== undefined) {
    const zero = counts.find(({ path }) => memberOf(copy.value, path) === 0)
    return zero === undefined ? held : remark(`${zero.path.join('.')} is 0 for an answer of ${unreported.provider} whose usage is missing`)
  }
  for (const { path, name } of counts) {
    const count = memberOf(copy.value, path)
    if (typeof count !== 'number') continue
    const [least, most] = [sum(run.calls.filter(isWhole), name), sum(run.calls, name)]
    if (count === least || count === most) continue
    const how = `${path.join('.')} is ${count}, and the provider reported ${most} ${name}${least === most ? '' : `, ${least} of them for complete responses`}`
    return count < least || count > most ? violated(how) : remark(how)
  }
  return held
}

interface TokenCount {
  readonly path: readonly string[]
  readonly name: string
}

/** The numbers in a value that are totals of its run, and not by chance: they are so under other seeds as well. */
function countsIn({ known }: Comparison, value: Snapshot, calls: readonly JournalCall[]): TokenCount[] {
  return numbersIn(value).flatMap(({ path, number }) => {
    const name = Object.keys(totals).find((total) => sum(calls, total) === number)
    if (name === undefined) return []
    const isTotal = known.undisturbed.every(
      ({ runs: [first] }) => first !== undefined && memberOf(first.copies[0]?.value, path) === sum(first.calls, name),
    )
    return isTotal ? [{ path, name }] : []
  })
}

function sum(calls: readonly JournalCall[], name: string): number {
  return calls.reduce((total, { usage }) => total + (usage === undefined ? 0 : totals[name]!(usage)), 0)
}

function numbersIn(value: Snapshot, path: readonly string[] = []): { readonly path: readonly string[]; readonly number: number }[] {
  if (typeof value === 'number' && value > 0) return [{ path, number: value }]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([name, member]) => numbersIn(member, [...path, name]))
}
