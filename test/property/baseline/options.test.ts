import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brownout, openai } from '../../../src/index.ts'
import { faultsOf, ResilienceError, survives, type BaselineOptions, type SurvivesOptions } from '../../../src/property/index.ts'
import { splitBytes } from '../../../faults/index.ts'
import { askOpenAI } from '../apps.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
let release = (): void => {}

beforeAll(() => {
  release = chaos.intercept()
})
afterAll(() => release())

/** An app whose value contains the number of its tasks: the number differs from run to run, and also between two processes. */
let tasks = 0
const counting = async (): Promise<unknown> => ({ answer: { text: await askOpenAI(), task: tasks++ } })

const few: SurvivesOptions = { faults: faultsOf(splitBytes), atMost: 1, runs: 2 }

describe('the option "baseline"', () => {
  it.for([
    ['true', true, 'survives() cannot read { baseline: true }: expected false, or options such as'],
    ['a list', ['recovers-after-faults'], 'survives() cannot read { baseline: ["recovers-after-faults"] }'],
    ['an unknown option', { mask: ['id'] }, 'survives() cannot read the option "baseline": it has no "mask". Did you mean "masks"?'],
    [
      'an unknown check',
      { except: ['recover-afterwards'] },
      'survives() cannot turn off the baseline check "recover-afterwards": there is none. Did you mean "recovers-after-faults"?',
    ],
    ['a name alone', { except: 'usage-adds-up' }, 'survives() cannot read { baseline: { except: "usage-adds-up" } }: expected a list.'],
    ['an empty mask', { masks: [''] }, 'survives() cannot mask "": expected a path'],
    [
      'an unknown promise',
      { concurrency: 'serialisable' },
      "survives() cannot read { baseline: { concurrency: \"serialisable\" } }: expected 'never', 'shared', 'serializable'. Did you mean \"serializable\"?",
    ],
    ['a number as a mask', { masks: [3] }, "survives() cannot mask 3: expected a path such as 'items[*].id'"],
    ['a name as a comparison', { same: 'text' }, 'survives() cannot compare values with { same: "text" }: expected a function'],
  ] as const)('does not take %s', async ([, baseline, message]) => {
    await expect(survives(chaos, () => askOpenAI(), { ...few, baseline: baseline as unknown as BaselineOptions })).rejects.toThrow(message)
  })

  it('does not go with real time', async () => {
    await expect(survives(chaos, () => askOpenAI(), { ...few, time: 'real', baseline: {} })).rejects.toThrow(
      'survives() cannot compare the app with its runs without a fault in real time',
    )
  })
})

describe('what differs between two runs without a fault', () => {
  it('makes that nothing is judged by comparison', async () => {
    const { isRepeatable } = await survives(chaos, counting, few)
    expect(isRepeatable).toBe(false)
  })

  it('does not count if it is masked', async () => {
    const { isRepeatable } = await survives(chaos, counting, { ...few, baseline: { masks: ['answer.task'] } })
    expect(isRepeatable).toBe(true)
  })

  it('does not count if it is the same to the user', async () => {
    const same = (value: unknown, baselineValue: unknown): boolean => textOf(value) === textOf(baselineValue)
    const { isRepeatable } = await survives(chaos, counting, { ...few, baseline: { same } })
    expect(isRepeatable).toBe(true)
  })
})

function textOf(value: unknown): string {
  return (value as { answer: { text: string } }).answer.text
}

/** An app that treats every chunk as a complete event: a split that no client should notice changes its value. */
const chunked = async (): Promise<{ text: string; chunks: number }> => {
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] }),
  })
  let chunks = 0
  let body = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body!) {
    chunks++
    body += decoder.decode(chunk, { stream: true })
  }
  const { choices } = JSON.parse(body) as { choices: [{ message: { content: string } }] }
  return { text: choices[0].message.content, chunks }
}

async function violatedBy(baseline: SurvivesOptions['baseline']): Promise<string | undefined> {
  const options = baseline === undefined ? few : { ...few, baseline }
  try {
    await survives(chaos, chunked, { ...options, runs: 5 })
    return undefined
  } catch (error) {
    if (error instanceof ResilienceError) return error.property
    throw error
  }
}

describe('a difference that a fault makes', () => {
  it('is found by default', async () => {
    expect(await violatedBy(undefined)).toBe('chunking-has-no-effect')
    expect(await violatedBy({})).toBe('chunking-has-no-effect')
  })

  it('does not count if it is masked', async () => {
    expect(await violatedBy({ masks: ['chunks'] })).toBeUndefined()
    expect(await violatedBy({ masks: ['text'] })).toBe('chunking-has-no-effect')
  })

  it('does not count if it is the same to the user', async () => {
    const by =
      (name: string) =>
      (value: unknown, baselineValue: unknown): boolean =>
        (value as Record<string, unknown>)[name] === (baselineValue as Record<string, unknown>)[name]
    expect(await violatedBy({ same: by('text') })).toBeUndefined()
    expect(await violatedBy({ same: by('chunks') })).toBe('chunking-has-no-effect')
  })

  it('does not count if its check is turned off, or all are', async () => {
    expect(await violatedBy({ except: ['chunking-has-no-effect'] })).toBeUndefined()
    expect(await violatedBy(false)).toBeUndefined()
  })
})

describe("the user's comparison", () => {
  it('is named when it throws', async () => {
    const same = (): boolean => {
      throw new TypeError('no status')
    }
    await expect(survives(chaos, () => askOpenAI(), { ...few, baseline: { same } })).rejects.toThrow(
      'The function "same" of survives() threw while it compared two values. It must accept any value that the app returns under faults: TypeError: no status',
    )
  })

  it('is named when it returns something other than a boolean', async () => {
    const same = (() => Promise.resolve(true)) as unknown as () => boolean
    await expect(survives(chaos, () => askOpenAI(), { ...few, baseline: { same } })).rejects.toThrow(
      'The function "same" of survives() returned a promise: expected true or false.',
    )
  })
})
