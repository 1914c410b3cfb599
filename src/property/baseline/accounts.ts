import type { JournalCall } from '../../engine/model/journal.ts'
import type { Usage } from '../../engine/model/reply.ts'
import type { Rehearsal, RehearsedRun } from '../trial/rehearse.ts'
import type { Snapshot } from '../trial/snapshot.ts'
import { isWhole } from '../verdict/calls.ts'
import { memberOf } from './member-of.ts'

/** The totals that an app can report. */
const totals: Readonly<Record<string, (usage: Usage) => number>> = {
  'input tokens': ({ inputTokens }) => inputTokens,
  'output tokens': ({ outputTokens }) => outputTokens,
  'total tokens': ({ inputTokens, outputTokens }) => inputTokens + outputTokens,
}

/** How a number follows the billed tokens: those of its run, those of all runs so far, or the rest of a budget. */
export type AccountForm = 'of the run' | 'so far' | 'left'

/** A number in an app's values that follows the billed tokens. */
export interface Account {
  readonly path: readonly string[]
  /** The counted quantity: `total tokens`. */
  readonly name: string
  readonly form: AccountForm
  /** The budget before the first run. 0 unless the form is `left`. */
  readonly budget: number
}

/** The possible values of an account after a run: with the cost of complete responses only, and of all responses. */
export interface Bounds {
  readonly least: number
  readonly most: number
}

/** The accounts in the values of baseline runs. A number must follow the usage under every seed, which rules out chance. */
export function accountsIn(rehearsals: readonly Rehearsal[]): Account[] {
  const [first] = rehearsals
  return numbersIn(first?.runs[0]?.copies[0]?.value).flatMap(({ path, number }) => {
    const all = forms.flatMap((form) => Object.keys(totals).map((name) => accountOf(path, name, form, number, first!.runs[0]!)))
    const account = all.find((one) => rehearsals.every(({ runs }) => isFollowed(one, runs)))
    return account === undefined ? [] : [account]
  })
}

/** Forms over several runs first: in the first run, `so far` and `of the run` are the same. */
const forms: readonly AccountForm[] = ['so far', 'left', 'of the run']

function accountOf(path: readonly string[], name: string, form: AccountForm, number: number, { calls }: RehearsedRun): Account {
  return { path, name, form, budget: form === 'left' ? number + sum(calls, name) : 0 }
}

/** Whether an account is correct in each billed run. A single run is not enough: any number could be the rest of a budget. */
function isFollowed(account: Account, runs: readonly RehearsedRun[]): boolean {
  if (account.form === 'of the run') return isKept(account, runs, 0)
  const billed = runs.flatMap(({ calls }, place) => (sum(calls, account.name) > 0 ? [place] : []))
  return billed.length > 1 && billed.every((place) => isKept(account, runs, place))
}

/** Whether an account matches the provider's report after a run. */
export function isKept(account: Account, runs: readonly RehearsedRun[], place: number): boolean {
  const { least, most } = boundsOf(account, runs, place)
  const count = memberOf(runs[place]?.copies[0]?.value, account.path)
  return count === least || count === most
}

/** The possible values of an account after a run. It might not count a rejected run. */
export function boundsOf({ name, form, budget }: Account, runs: readonly RehearsedRun[], place: number): Bounds {
  const counted = form === 'of the run' ? [runs[place]!] : runs.slice(0, place + 1)
  const delivered = counted.filter(({ copies }) => copies[0]?.outcome.settlement.type === 'value')
  const least = sum(
    delivered.flatMap(({ calls }) => calls.filter(isWhole)),
    name,
  )
  const most = sum(
    counted.flatMap(({ calls }) => calls),
    name,
  )
  return form === 'left' ? { least: budget - most, most: budget - least } : { least, most }
}

function sum(calls: readonly JournalCall[], name: string): number {
  return calls.reduce((total, { usage }) => total + (usage === undefined ? 0 : totals[name]!(usage)), 0)
}

function numbersIn(value: Snapshot, path: readonly string[] = []): { readonly path: readonly string[]; readonly number: number }[] {
  if (typeof value === 'number' && value > 0) return [{ path, number: value }]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([name, member]) => numbersIn(member, [...path, name]))
}
