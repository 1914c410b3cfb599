import { checkOptions, functionLike, listLike, wholeNumber, type OptionTable } from '../engine/base/options.ts'
import { readBaseline, writeBaseline, type DriftBaseline, type Measured } from './baseline.ts'
import { violatedBy, expectations, type DriftAnswer, type Expectation } from './expectations.ts'
import { checkPrompts, nameOf, type DriftPrompt } from './prompt.ts'

/** Options for `driftCheck()`. */
export interface DriftCheckOptions {
  readonly prompts: readonly DriftPrompt[]
  /** Calls the model with your own client. Returns the text of the answer, or the text and the model that the response names. */
  generate(prompt: string): DriftAnswer | string | Promise<DriftAnswer | string>
  /** How many times each prompt is sent. Default: 5 */
  readonly times?: number
  /** The share of answers that can break an expectation, in addition to the baseline's if there is one. Default: 0.2 */
  readonly threshold?: number
  /** The `baseline` of an earlier report, as value or JSON text. */
  readonly baseline?: DriftBaseline | string
}

/** How far the answers to a prompt have drifted in one respect. */
export interface Drift {
  /** The expectation that was violated too often, `answered` if no answer arrived, or a name that is not in the baseline. */
  readonly what: Expectation | 'answered' | 'new-model' | 'new-fingerprint'
  /** The share of answers concerned, from 0 to 1. */
  readonly share: number
  /** That share in the baseline; 0 without one. */
  readonly baseline: number
}

/** The result for one prompt. */
export interface DriftFinding {
  readonly name: string
  readonly drifts: readonly Drift[]
  /** The number of calls and of failed calls. */
  readonly calls: number
  readonly failed: number
  /** The first answer that violated an expectation, with those that it violated; the first error if no answer arrived. */
  readonly example: { readonly answer: string; readonly violated: readonly Expectation[] } | undefined
}

/** The result of a drift check: the changes, and a baseline for the next check. */
export interface DriftReport {
  /** Whether nothing has drifted. */
  readonly isSteady: boolean
  /** The names of the prompts that drifted. */
  readonly drifted: readonly string[]
  readonly prompts: readonly DriftFinding[]
  /** Prompts that the baseline does not have: only their expectations were checked. */
  readonly unknownToBaseline: readonly string[]
  /** The new measurements, to store and compare with later. */
  readonly baseline: DriftBaseline
}

interface Replies {
  readonly answers: DriftAnswer[]
  readonly errors: string[]
}

/**
 * Sends a few prompts several times and reports the prompts whose answers drifted. Works with the emulated provider and the real one.
 * @throws BrownoutError if an option, a prompt or the baseline is wrong
 * @example
 * const { isSteady, drifted } = await driftCheck({ generate, prompts: [{ prompt: 'How long do refunds take?', contains: '30 days', script: 'Latin' }] })
 */
export async function driftCheck(options: DriftCheckOptions): Promise<DriftReport> {
  checkOptions<DriftCheckOptions>('driftCheck()', options, optionTable, ['prompts', 'generate'])
  const { prompts, times = 5, threshold = 0.2 } = options
  checkPrompts(prompts)
  const before = options.baseline === undefined ? undefined : readBaseline(options.baseline)
  const replies = await sendAll(options, times)
  const measured = new Map(prompts.map((prompt) => [nameOf(prompt), measure(prompt, replies.get(prompt)!)]))
  const findings = prompts.map((prompt) =>
    findingOf(prompt, replies.get(prompt)!, measured.get(nameOf(prompt))!, before?.prompts[nameOf(prompt)], threshold),
  )
  const drifted = findings.filter(({ drifts }) => drifts.length > 0).map(({ name }) => name)
  return {
    isSteady: drifted.length === 0,
    drifted,
    prompts: findings,
    unknownToBaseline: before === undefined ? [] : findings.map(({ name }) => name).filter((name) => before.prompts[name] === undefined),
    baseline: writeBaseline(measured),
  }
}

const optionTable: OptionTable<DriftCheckOptions> = {
  prompts: listLike("[{ prompt: 'How long do refunds take?', contains: '30 days' }]"),
  generate: functionLike('(prompt) => support(prompt)'),
  times: wholeNumber(1),
  threshold: { expected: 'a share of at least 0 and below 1', accepts: (value) => typeof value === 'number' && value >= 0 && value < 1 },
  baseline: {
    expected: 'the "baseline" of an earlier report, or the JSON text of it',
    accepts: (value) => typeof value === 'string' || (typeof value === 'object' && value !== null),
  },
}

/** Sends prompts in rounds, so that changes over time affect all of them equally. */
async function sendAll({ prompts, generate }: DriftCheckOptions, times: number): Promise<Map<DriftPrompt, Replies>> {
  const all = new Map<DriftPrompt, Replies>(prompts.map((prompt) => [prompt, { answers: [], errors: [] }]))
  for (let round = 0; round < times; round++)
    for (const [{ prompt }, { answers, errors }] of all) {
      try {
        const answer = await generate(prompt)
        answers.push(typeof answer === 'string' ? { text: answer } : answer)
      } catch (error) {
        errors.push(String(error))
      }
    }
  return all
}

function measure(prompt: DriftPrompt, { answers }: Replies): Measured {
  const violated: Measured['violated'] = {}
  for (const answer of answers)
    for (const expectation of violatedBy(answer, prompt)) violated[expectation] = (violated[expectation] ?? 0) + 1
  return {
    answered: answers.length,
    violated,
    models: named(answers.map(({ model }) => model)),
    fingerprints: named(answers.map(({ fingerprint }) => fingerprint)),
  }
}

function named(names: readonly (string | undefined)[]): string[] {
  return [...new Set(names.filter((name) => name !== undefined))].toSorted()
}

function findingOf(
  prompt: DriftPrompt,
  { answers, errors }: Replies,
  now: Measured,
  before: Measured | undefined,
  threshold: number,
): DriftFinding {
  return {
    name: nameOf(prompt),
    drifts: answers.length === 0 ? [{ what: 'answered', share: 0, baseline: 0 }] : driftsOf(answers, now, before, threshold),
    calls: answers.length + errors.length,
    failed: errors.length,
    example: exampleOf(prompt, answers, errors),
  }
}

function exampleOf(prompt: DriftPrompt, answers: readonly DriftAnswer[], errors: readonly string[]): DriftFinding['example'] {
  if (answers.length === 0) return { answer: errors[0] ?? '', violated: [] }
  const bad = answers.find((answer) => violatedBy(answer, prompt).length > 0)
  return bad === undefined ? undefined : { answer: bad.text, violated: violatedBy(bad, prompt) }
}

function driftsOf(answers: readonly DriftAnswer[], now: Measured, before: Measured | undefined, threshold: number): Drift[] {
  const shareOf = (count: number): number => count / answers.length
  const violated = expectations.map((what): Drift => ({
    what,
    share: shareOf(now.violated[what] ?? 0),
    baseline: baselineShare(what, before),
  }))
  return [
    ...violated.filter(({ share, baseline }) => share > baseline + threshold),
    ...newcomers(
      'new-model',
      answers.map(({ model }) => model),
      before?.models,
    ),
    ...newcomers(
      'new-fingerprint',
      answers.map(({ fingerprint }) => fingerprint),
      before?.fingerprints,
    ),
  ]
}

function baselineShare(what: Expectation, before: Measured | undefined): number {
  return before === undefined || before.answered === 0 ? 0 : (before.violated[what] ?? 0) / before.answered
}

/** Returns names that are not in the baseline. A baseline without any names is not compared, since answers named nothing then. */
function newcomers(what: Drift['what'], names: readonly (string | undefined)[], known: readonly string[] = []): Drift[] {
  const count = names.filter((name) => name !== undefined && !known.includes(name)).length
  return known.length === 0 || count === 0 ? [] : [{ what, share: count / names.length, baseline: 0 }]
}
