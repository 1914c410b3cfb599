import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverError, truncatedStream } from '../../../faults/index.ts'
import { brownout, openai } from '../../../src/index.ts'
import { faultsOf, ResilienceError, survives, type Task } from '../../../src/property/index.ts'
import { carriedOut } from '../../../src/property/baseline/effects.ts'
import { withoutNumbers } from '../../../src/property/baseline/without-numbers.ts'
import { askOpenAI, sleep } from '../apps.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
let release = (): void => {}

beforeAll(() => {
  release = chaos.intercept()
})
afterAll(() => release())

const at = 0

describe('effects', () => {
  it('count once for each key, however often they are sent', () => {
    const effects = [
      { at, text: 'refund', key: '1' },
      { at, text: 'refund', key: '1' },
      { at, text: 'refund', key: '2' },
      { at, text: 'mail', key: '1' },
    ]
    expect(carriedOut(effects).map(({ text, key }) => `${text} ${key}`)).toEqual(['refund 1', 'refund 2', 'mail 1'])
  })

  it('without a key count each time', () => {
    const effects = [
      { at, text: 'refund' },
      { at, text: 'refund' },
    ]
    expect(carriedOut(effects)).toEqual(effects)
  })
})

describe('the text of an effect without numbers', () => {
  it.for([
    ['refund of order-42', 'refund of #'],
    ['paid 17.42 euros at 10:00', 'paid # euros at #'],
    ['mail to Ada', 'mail to Ada'],
  ] as const)('of %s is %s', ([text, rest]) => {
    expect(withoutNumbers(text)).toBe(rest)
  })
})

/** Pays back, requests a letter from the model, and does both again if the letter is missing. */
function refunding(keyOf: (attempt: number) => string | undefined): Task {
  return async ({ observe }) => {
    for (let attempt = 0; ; attempt++) {
      const key = keyOf(attempt)
      observe.effect('refund', key === undefined ? {} : { key })
      await sleep(10)
      try {
        return await askOpenAI()
      } catch (error) {
        if (attempt === 2) throw error
      }
    }
  }
}

async function violated(task: Task): Promise<string | undefined> {
  try {
    await survives(chaos, task, { faults: faultsOf(serverError, truncatedStream), runs: 8 })
    return undefined
  } catch (error) {
    if (error instanceof ResilienceError) return error.message.split('\n')[0]
    throw error
  }
}

describe('an effect that is repeated by a retry', () => {
  it('happened too often', async () => {
    expect(await violated(refunding(() => undefined))).toContain('"refund" happened')
  })

  it('happened too often if each try has a key of its own', async () => {
    expect(await violated(refunding(() => crypto.randomUUID()))).toContain('"refund" happened')
  })

  it('is the same effect if it is sent with the same key', async () => {
    let key = crypto.randomUUID()
    const app = refunding((attempt) => (attempt === 0 ? (key = crypto.randomUUID()) : key))
    expect(await violated(app)).toBeUndefined()
  })
})
