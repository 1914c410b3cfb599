import {
  defineProperty,
  BrownoutError,
  formatDuration,
  milliseconds,
  countTokens,
  knownModel,
  violated,
  held,
  inconclusive,
  endedBefore,
  judgeEach,
  type Duration,
  type Evidence,
  type JournalCall,
  type Property,
  type Verdict,
  checkOptions,
  durationText,
  type Expectation,
} from '../../kit.ts'

/** Whether a provider bills a call: it reached the model, and requested more than a count or a list. */
function isBilled({ ending, status, call, truth }: JournalCall): boolean {
  if (ending === 'refused' || truth === undefined || (ending === 'reset' && status === undefined)) return false
  return call.operation !== 'count-tokens' && call.operation !== 'list-models'
}

/** The tokens of a call: those it sent, and those the model generated. */
interface Taken {
  readonly input: number
  readonly output: number
}

const nothing: Taken = { input: 0, output: 0 }

/**
 * The tokens of a call, within the limit that it set. No client can foresee a provider that reports more.
 */
function takenBy(call: JournalCall): Taken {
  if (!isBilled(call)) return nothing
  const { usage, received, truth, call: asked } = call
  const generated = Math.max(countTokens(received), countTokens(truth ?? ''))
  const taken = { input: asked.inputTokens, output: Math.min(generated, asked.maxTokens ?? Infinity) }
  if (usage === undefined || usage.inputTokens + usage.outputTokens >= taken.input + taken.output) return taken
  return { input: usage.inputTokens, output: usage.outputTokens }
}

/** The tokens of a call as a careful client counts them: the reported usage or, if it is missing, the worst case. */
function reportedBy(call: JournalCall): Taken {
  if (!isBilled(call)) return nothing
  const { usage, call: asked } = call
  return usage === undefined
    ? { input: asked.inputTokens, output: asked.maxTokens ?? 0 }
    : { input: usage.inputTokens, output: usage.outputTokens }
}

/** The unit of a limit: tokens, or their price in dollars. */
interface Unit {
  /** Formats an amount. */
  written(amount: number): string
  of(taken: Taken, call: JournalCall): number
}

const inTokens: Unit = { written: (amount) => `${amount} tokens`, of: ({ input, output }) => input + output }

/** The price of a million tokens of the requested model. */
const inDollars: Unit = {
  written: (amount) => `$${Number(amount.toFixed(6))}`,
  of(taken, { call: { model } }) {
    const { input, output } = knownModel(model)?.price ?? nothing
    return (taken.input * input + taken.output * output) / 1_000_000
  },
}

/** The usage reported when the last call was sent, which was the last moment for a client to stop. */
function reportedBeforeLast(calls: readonly JournalCall[], unit: Unit): number {
  const last = calls.findLast(isBilled)
  if (last === undefined) return 0
  return sumOf(
    calls.filter((call) => call !== last && endedBefore(call, last)),
    (call) => unit.of(reportedBy(call), call),
  )
}

function sumOf(calls: readonly JournalCall[], cost: (call: JournalCall) => number): number {
  return calls.reduce((sum, call) => sum + cost(call), 0)
}

function spentBy(calls: readonly JournalCall[], unit: Unit): number {
  return sumOf(calls, (call) => unit.of(takenBy(call), call))
}

/** The largest usage of calls that started within any window, and the start of that window. */
function dearestWindow(calls: readonly JournalCall[], length: number, unit: Unit): { readonly spent: number; readonly from: number } {
  return calls
    .map(({ startedAt: from }) => ({
      from,
      spent: spentBy(
        calls.filter(({ startedAt }) => startedAt >= from && startedAt < from + length),
        unit,
      ),
    }))
    .reduce((most, window) => (window.spent > most.spent ? window : most), { spent: 0, from: 0 })
}

const positive: Expectation = { expected: 'a positive number', accepts: (value) => typeof value === 'number' && value > 0 }

/** The limit for a task. */
export interface SpendingLimit {
  /** Tokens in and out. Give these or `dollars`. */
  readonly tokens?: number
  /**
   * US dollars, by the prices of `src/providers/dialect/models.ts`, which have a date. The verdict is inconclusive if a model
   * has no price.
   */
  readonly dollars?: number
  /** Counts all tasks together, within any window of this length, such as `1m`. Default: each task separately */
  readonly per?: Duration
}

/**
 * A task, with its retries and fallbacks, uses at most this many tokens or dollars, and makes no call after earlier responses
 * reported more. A response without usage counts as the worst case: the input and `max_tokens`. A provider that reports more than a
 * call could use is not a violation: clients learn it only afterwards.
 * @throws BrownoutError unless there is one limit, and it is positive
 * @example
 * spendsAtMost({ tokens: 20_000 })
 * spendsAtMost({ dollars: 0.05 })
 */
export function spendsAtMost(options: SpendingLimit): Property {
  checkOptions('spendsAtMost()', options, { tokens: positive, dollars: positive, per: durationText })
  const { tokens, dollars, per } = options
  if ((tokens === undefined) === (dollars === undefined))
    throw new BrownoutError('spendsAtMost() needs one limit: expected { tokens } or { dollars }.')
  const [most, unit] = tokens === undefined ? [dollars!, inDollars] : [tokens, inTokens]
  const window = per === undefined ? undefined : milliseconds(per)
  const limit = unit.written(most)
  return defineProperty({
    id: `spends-at-most(${tokens ?? limit}${window === undefined ? '' : ` per ${formatDuration(window)}`})`,
    statement: `${window === undefined ? 'a task uses' : `within ${formatDuration(window)} all tasks use`} at most ${limit}, retries and fallbacks included`,
    evidence: 'usage in the journal',
    hint: 'Add up the usage of each attempt before the next one is sent, and set max_tokens. A response without usage is not free.',
    judge(evidence) {
      const { calls } = evidence.journal
      if (calls.length === 0) return inconclusive('no call was made')
      const verdict = window === undefined ? judgeTasks(evidence, most, unit) : judgeWindow(calls, most, window, unit)
      const unpriced = unit === inDollars && calls.filter(isBilled).find(({ call }) => knownModel(call.model)?.price === undefined)
      return typeof unpriced === 'object' && verdict.type === 'held' ? inconclusive(`no price of ${unpriced.call.model} is known`) : verdict
    },
  })
}

function judgeWindow(calls: readonly JournalCall[], most: number, window: number, unit: Unit): Verdict {
  const { spent, from } = dearestWindow(calls, window, unit)
  return spent > most ? violated(`from ${formatDuration(from)} on ${unit.written(spent)} were used within ${formatDuration(window)}`) : held
}

function judgeTasks(evidence: Evidence, most: number, unit: Unit): Verdict {
  return judgeEach(evidence, ({ name, calls }) => {
    const times = `${calls.length} ${calls.length === 1 ? 'call' : 'calls'}`
    const spent = spentBy(calls, unit)
    if (spent > most) return violated(`${name} used ${unit.written(spent)} in ${times}`)
    const reported = reportedBeforeLast(calls, unit)
    return reported > most ? violated(`${name} made another call after the responses had reported ${unit.written(reported)}`) : held
  })
}
