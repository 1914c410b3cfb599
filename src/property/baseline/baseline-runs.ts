import type { JournalCall } from '../../engine/model/journal.ts'
import type { Copy, Rehearsal } from '../trial/rehearse.ts'
import { singleRun, type Script } from '../../engine/plan/script.ts'
import type { Snapshot } from '../trial/snapshot.ts'
import { Answers } from './answers.ts'
import { differencesOf } from './differences.ts'
import type { Target } from './disturbances.ts'
import { requestOf } from './requests.ts'
import { withoutNumbers } from './without-numbers.ts'
import type { OwnComparison } from './own-comparison.ts'
import { day } from './scripts.ts'

/** Options of a baseline run. */
export interface BaselineRequest {
  readonly script: Script
  /** 0 is the seed itself. */
  readonly variation?: number
  /** How much later each response begins, in ms. */
  readonly delay?: number
  /** The target that is down permanently. */
  readonly down?: Target
}

/** When the task is aborted to test whether it uses its signal, in ms. */
const abortAfter = 1_000

/** How long an app can take to end its calls after an abort, in ms. */
const slack = 100

/** Rehearses an app for a baseline. */
export type RehearseBaseline = (request: BaselineRequest) => Promise<Rehearsal>

/** Other seeds, to find values that vary on their own. */
const otherSeeds = [1, 2, 3]
/** A delay that any client tolerates, in ms, to find values that depend on time. */
export const unnoticed = 700

/**
 * The observations of an app before it is judged: its runs without a fault, twice with one seed, with other seeds and at another
 * pace, and its runs with providers that are down permanently.
 */
export class BaselineRuns {
  readonly usual: Rehearsal
  /** Whether the app behaves the same twice with the same seed. If not, nothing can be compared. */
  readonly isRepeatable: boolean
  /** The user's own comparison of values. The built-in one if `undefined`. */
  readonly same: OwnComparison | undefined
  /** Whether the app uses the signal of its task: an abort ends an open call. */
  readonly heedsAborts: boolean
  /** The endpoints whose calls the app ends without an abort of the task, such as the notifications of an MCP client. */
  readonly #endedAnyway: ReadonlySet<string>
  readonly #effectsVary: boolean
  readonly #others: readonly Rehearsal[]
  readonly #down: readonly Rehearsal[]
  readonly #rehearse: RehearseBaseline
  readonly #known = new Map<string, Promise<Rehearsal>>()

  private constructor(
    usual: Rehearsal,
    isRepeatable: boolean,
    others: readonly Rehearsal[],
    down: readonly Rehearsal[],
    aborted: Rehearsal,
    same: OwnComparison | undefined,
    rehearse: RehearseBaseline,
  ) {
    this.usual = usual
    this.isRepeatable = isRepeatable
    this.#others = others
    this.#down = down
    this.same = same
    this.#endedAnyway = new Set(
      [usual, ...others].flatMap(({ journal }) => journal.calls.filter(({ ending }) => ending === 'aborted').map(endpointOf)),
    )
    this.heedsAborts = aborted.journal.calls.some((call) => this.isEndedBy(abortAfter, call))
    this.#effectsVary = haveVaryingEffects([usual, ...others])
    this.#rehearse = rehearse
    this.#known.set(JSON.stringify(day), Promise.resolve(usual))
  }

  /** Observes an app: rehearses it without a fault, then with providers down. */
  static async learn(rehearse: RehearseBaseline, same?: OwnComparison, script: Script = day): Promise<BaselineRuns> {
    const usual = await rehearse({ script })
    const again = await rehearse({ script })
    const isRepeatable = isSame(usual, again, same)
    const others: Rehearsal[] = []
    for (const variation of otherSeeds) others.push(await rehearse({ script, variation }))
    others.push(await rehearse({ script, delay: unnoticed }))
    const down: Rehearsal[] = []
    for (const target of targetsIn(usual)) down.push(await rehearse({ script: singleRun, down: target }))
    const aborted = await rehearse({ script: [{ after: 0, copies: 1, abortAfter }], delay: 2 * abortAfter })
    return new BaselineRuns(usual, isRepeatable, others, down, aborted, same, rehearse)
  }

  /** Whether an abort of the task at this time ended a call, which the client does not end in a run without an abort. */
  isEndedBy(abortedAt: number, call: JournalCall): boolean {
    const { ending, endedAt = Infinity } = call
    return ending === 'aborted' && Math.abs(endedAt - abortedAt) <= slack && !this.#endedAnyway.has(endpointOf(call))
  }

  /** The runs of a script without a fault. */
  of(script: Script, delay?: number): Promise<Rehearsal> {
    const key = JSON.stringify(delay === undefined ? script : [script, delay])
    const known = this.#known.get(key) ?? this.#rehearse({ script, ...(delay === undefined ? {} : { delay }) })
    this.#known.set(key, known)
    return known
  }

  /** The values of a place in the script under other seeds and at another pace. */
  variantsOf(place: number): Snapshot[] {
    return this.#others.flatMap(({ runs }) => {
      const copy = runs[Math.min(place, runs.length - 1)]?.copies[0]
      return copy?.outcome.settlement.type === 'value' ? [copy.value] : []
    })
  }

  /** All rehearsals without a fault. */
  get undisturbed(): readonly Rehearsal[] {
    return [this.usual, ...this.#others]
  }

  /** The app's behavior if providers are down permanently: its fallback, its degraded value, its error. */
  get degraded(): readonly Copy[] {
    return this.#down.flatMap(({ runs }) => runs.flatMap(({ copies }) => copies))
  }

  /** All requests that the app sends if a provider is down permanently. */
  get degradedRequests(): ReadonlySet<string> {
    return new Set(this.#down.flatMap(({ journal }) => journal.calls.map(requestOf)))
  }

  /** The text of an effect, without ids and times if they vary. */
  effectText(text: string): string {
    return this.#effectsVary ? withoutNumbers(text) : text
  }

  /** The models' answers in the baseline runs. */
  answersWith(baseline: Rehearsal): Answers {
    return new Answers([baseline, ...this.undisturbed].flatMap(({ journal }) => journal.calls))
  }

  /** Whether the app also returns this value if a provider is down permanently. */
  isDegraded(value: Snapshot, answers: Answers): boolean {
    return this.#down.some(({ runs, journal }) =>
      runs.some(({ copies }) =>
        copies.some(
          ({ outcome, value: known }) =>
            outcome.settlement.type === 'value' &&
            (this.same?.(value, known) ??
              differencesOf(value, { value: known, variants: [], answers, expectedAnswers: new Answers(journal.calls), isStrict: false })
                .length === 0),
        ),
      ),
    )
  }
}

/** Each provider, each model of a provider with several called models, and all. */
function targetsIn({ journal }: Rehearsal): Target[] {
  const models = Map.groupBy(journal.calls, ({ provider }) => provider)
  const each = [...models].flatMap(([provider, calls]): Target[] => {
    const names = [...new Set(calls.map(({ model }) => model))]
    return [{ provider }, ...(names.length < 2 ? [] : names.map((model) => ({ provider, model })))]
  })
  return [...each, {}]
}

/** Whether an app's effects contain ids or times, which differ from run to run. */
function haveVaryingEffects(rehearsals: readonly Rehearsal[]): boolean {
  const texts = rehearsals.map(({ runs, journal }) => {
    const answers = new Answers(journal.calls)
    return JSON.stringify(
      runs.map(({ copies }) => copies.map(({ outcome }) => outcome.effects.map(({ text }) => answers.mask(text)).toSorted())),
    )
  })
  return new Set(texts).size > 1
}

function isSame(one: Rehearsal, other: Rehearsal, same: OwnComparison | undefined): boolean {
  const isSameValue = same ?? ((value: Snapshot, known: Snapshot): boolean => JSON.stringify(value) === JSON.stringify(known))
  const others = valuesIn(other)
  return (
    JSON.stringify(digestOf(one)) === JSON.stringify(digestOf(other)) &&
    valuesIn(one).every((value, place) => isSameValue(value, others[place]))
  )
}

function valuesIn({ runs }: Rehearsal): Snapshot[] {
  return runs.flatMap(({ copies }) => copies.flatMap(({ outcome, value }) => (outcome.settlement.type === 'value' ? [value] : [])))
}

function digestOf({ runs }: Rehearsal): unknown {
  return runs.map(({ copies, calls }) => [
    copies.map(({ outcome }) => [outcome.settlement.type, outcome.effects.map(({ text }) => text)]),
    calls.map(({ provider, model, received }) => [provider, model, received]),
  ])
}

function endpointOf({ provider, endpoint }: JournalCall): string {
  return `${provider} ${endpoint}`
}
