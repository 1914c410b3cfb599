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

/** How a number follows what was billed: it is that of its run, that of all runs so far, or what is left after them. */
export type AccountForm = 'of the run' | 'so far' | 'left'

/** A number in the values of an app that follows the tokens that it is billed for. */
export interface Account {
  readonly path: readonly string[]
  /** What is counted: `total tokens`. */
  readonly name: string
  readonly form: AccountForm
  /** What there was before the first run. 0 unless the form is `left`. */
  readonly budget: number
}

/** What an account can be after a run: with what complete responses cost, and with what all did. */
export interface Bounds {
  readonly least: number
  readonly most: number
}

/** The accounts in the values of baseline runs. A number is none by chance: it follows the usage under every seed. */
export function accountsIn(rehearsals: readonly Rehearsal[]): Account[] {
  const [first] = rehearsals
  return numbersIn(first?.runs[0]?.copies[0]?.value).flatMap(({ path, number }) => {
    const all = forms.flatMap((form) => Object.keys(totals).map((name) => accountOf(path, name, form, number, first!.runs[0]!)))
    const account = all.find((one) => rehearsals.every(({ runs }) => isFollowed(one, runs)))
    return account === undefined ? [] : [account]
  })
}

/** Those that follow several runs first: in the first run, what was used so far is that of the run. */
const forms: readonly AccountForm[] = ['so far', 'left', 'of the run']

function accountOf(path: readonly string[], name: string, form: AccountForm, number: number, { calls }: RehearsedRun): Account {
  return { path, name, form, budget: form === 'left' ? number + sum(calls, name) : 0 }
}

/** Whether an account is as it must be in each run that was billed. Over one run, every number is what is left of something. */
function isFollowed(account: Account, runs: readonly RehearsedRun[]): boolean {
  if (account.form === 'of the run') return isKept(account, runs, 0)
  const billed = runs.flatMap(({ calls }, place) => (sum(calls, account.name) > 0 ? [place] : []))
  return billed.length > 1 && billed.every((place) => isKept(account, runs, place))
}

/** Whether an account is after a run what the provider reported. */
export function isKept(account: Account, runs: readonly RehearsedRun[], place: number): boolean {
  const { least, most } = boundsOf(account, runs, place)
  const count = memberOf(runs[place]?.copies[0]?.value, account.path)
  return count === least || count === most
}

/** What an account can be after a run. A run that rejected need not be on it. */
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
