import type { JournalCall } from '../../engine/model/journal.ts'
import type { Injection } from '../../engine/plan/injection.ts'
import type { Copy, Rehearsal, RehearsedRun } from '../trial/rehearse.ts'
import type { Snapshot } from '../trial/snapshot.ts'
import { isEndedByRuntime } from '../verdict/calls.ts'
import { Answers } from './answers.ts'
import type { BaselineRuns } from './baseline-runs.ts'
import { differencesOf, type Difference } from './differences.ts'
import type { OwnComparison } from './own-comparison.ts'
import { requestOf } from './requests.ts'

/** How one copy differs from a baseline run. */
export type CopyDifference =
  | Difference
  | { readonly kind: 'outcome'; readonly path: 'task'; readonly was: Snapshot; readonly is: Snapshot; readonly isFromModel: false }

/** A run of one copy, with the baseline run that it is compared with. */
export interface RunPair {
  /** The place of the run in the script, from 0. */
  readonly place: number
  /** The place of the baseline run. */
  readonly before: number
  readonly run: RehearsedRun
  readonly was: RehearsedRun
  readonly copy: Copy
  readonly wasCopy: Copy
}

export interface ComparisonOptions {
  readonly isStrict?: boolean
  readonly isUnordered?: boolean
}

/** A rehearsal under a plan, next to the same script without a fault. */
export class Comparison {
  readonly rehearsal: Rehearsal
  /** The same script without a fault. For concurrent copies: as many runs in sequence. */
  readonly baseline: Rehearsal
  readonly known: BaselineRuns
  /** The task without a fault, then a restart after it settled, if the script contains a crash. */
  readonly restarted: Rehearsal | undefined
  readonly answers: Answers
  readonly expectedAnswers: Answers

  constructor(rehearsal: Rehearsal, baseline: Rehearsal, known: BaselineRuns, restarted?: Rehearsal) {
    this.rehearsal = rehearsal
    this.baseline = baseline
    this.known = known
    this.restarted = restarted
    this.answers = new Answers(rehearsal.journal.calls)
    this.expectedAnswers = known.answersWith(baseline)
  }

  get injections(): readonly Injection[] {
    return this.rehearsal.injections
  }

  /** The places of the runs without active faults, after one with active faults or an abort. */
  get healed(): number[] {
    const { script } = this.rehearsal
    const isDisturbed = script.map(
      ({ abortAfter }, place) => abortAfter !== undefined || this.injections.some((injection) => isInForce(injection, place)),
    )
    const last = isDisturbed.lastIndexOf(true)
    return last === -1 ? [] : script.flatMap((_, place) => (place > last ? [place] : []))
  }

  /** Each run of one copy, next to the baseline run with as many copies before it. */
  get pairs(): RunPair[] {
    let before = 0
    // If only the runtime would have ended a run, later runs are not realistic.
    const end = this.rehearsal.runs.findIndex(
      ({ calls, copies }) => copies.some(({ outcome }) => outcome.settlement.type === 'stuck') && isEndedByRuntime(calls),
    )
    return this.rehearsal.runs.slice(0, end === -1 ? undefined : end).flatMap((run, place) => {
      const was = this.baseline.runs[before]
      before += run.copies.length
      if (was === undefined || run.copies.length > 1 || was.copies.length > 1) return []
      return [{ place, before: before - 1, run, was, copy: run.copies[0]!, wasCopy: was.copies[0]! }]
    })
  }

  /** The differences of one copy. Empty if the baseline copy did not resolve. */
  differences(copy: Copy, was: Copy, place: number, { isStrict = false, isUnordered = false }: ComparisonOptions = {}): CopyDifference[] {
    if (was.outcome.settlement.type !== 'value') return []
    if (copy.outcome.settlement.type !== 'value')
      return [{ kind: 'outcome', path: 'task', was: was.value, is: errorTextOf(copy), isFromModel: false }]
    const { answers, expectedAnswers, known } = this
    if (known.same !== undefined) return this.#differencesToUser(known.same, copy.value, was.value, place)
    return differencesOf(copy.value, {
      value: was.value,
      variants: known.variantsOf(place),
      answers,
      expectedAnswers,
      isStrict,
      isUnordered,
    })
  }

  /** Uses the user's own comparison, which has no parts. */
  #differencesToUser(same: OwnComparison, is: Snapshot, was: Snapshot, place: number): CopyDifference[] {
    if ([was, ...this.known.variantsOf(place)].some((known) => same(is, known))) return []
    return [{ kind: 'changed', path: 'value', was, is, isFromModel: this.expectedAnswers.areIn(was) || this.answers.areIn(is) }]
  }

  /** Whether the models gave the same answers to the same requests in two runs. */
  isSameAnswered(run: RehearsedRun, was: RehearsedRun): boolean {
    return answeredIn(run) === answeredIn(was)
  }
}

function isInForce({ trigger }: Injection, place: number): boolean {
  return trigger.inRun === undefined || trigger.inRun.includes(place + 1)
}

function answeredIn({ calls }: RehearsedRun): string {
  const answered = calls.filter(({ ending }) => ending === 'complete')
  return JSON.stringify(
    [...new Set(answered.map((call) => `${requestOf(call)} ${call.provider} ${call.model} ${call.received}`))].toSorted(),
  )
}

/** The rejection of a copy as text, or that it never settled. */
export function errorTextOf({ outcome: { settlement } }: Copy): string {
  if (settlement.type === 'value') return ''
  if (settlement.type === 'stuck') return 'never settled'
  return `rejected with ${String(settlement.error).split('\n')[0]!.slice(0, 120)}`
}

/** Formats a value for a message, shortened. */
export function short(value: unknown, most = 80): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value))
  return text.length > most ? `${text.slice(0, most)}…` : text
}

/** Formats a difference: `answer.text: "..." became ""`. */
export function inWords({ kind, path, was, is }: CopyDifference): string {
  if (kind === 'outcome') return `the task ${String(is)}, and resolves to ${short(was)} without a fault`
  if (kind === 'missing')
    return Array.isArray(is) ? `${path} has ${is.length} items instead of ${(was as readonly unknown[]).length}` : `${path} is missing`
  const [now, then] = withoutCommonStart(is, was)
  return `${path} is ${short(now)} instead of ${short(then)}`
}

/** The longest common start of two texts that is printed. */
const longestStart = 40

/** Two texts with a common start, from shortly before the difference. */
function withoutCommonStart(is: Snapshot, was: Snapshot): readonly [Snapshot, Snapshot] {
  if (typeof is !== 'string' || typeof was !== 'string') return [is, was]
  const at = is.split('').findIndex((character, index) => character !== was[index])
  const start = (at === -1 ? Math.min(is.length, was.length) : at) - longestStart / 2
  return start <= longestStart / 2 ? [is, was] : [`…${is.slice(start)}`, `…${was.slice(start)}`]
}

/** Whether only numbers differ: counts differ after a failed run. */
export function isCount({ was, is }: CopyDifference): boolean {
  if (typeof was === 'number' && typeof is === 'number') return Number.isFinite(is)
  return typeof was === 'string' && typeof is === 'string' && is.replaceAll(/\d+/g, '#') === was.replaceAll(/\d+/g, '#')
}

/** How often each text is in a list. */
export function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

/** The provider and the model that a call went to, or its endpoint if it has no model. */
export function targetOf({ provider, model, endpoint }: JournalCall): string {
  return `${provider}/${model === '' ? endpoint : model}`
}
