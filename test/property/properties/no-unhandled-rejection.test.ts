import { serverError } from '../../../faults/index.ts'
import { faultsOf, noUnhandledRejection, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { ask, failureOf, timesKept } from '../apps.ts'
import { call, evidence } from './evidence.ts'
import { judged } from './judged.ts'

const property = noUnhandledRejection()
const faults = faultsOf(serverError().nth(2))

/** Takes the runner's own ear away, which fails a test for what this one looks for. */
async function unheardByTheRunner<Value>(run: () => Promise<Value>): Promise<Value> {
  const listeners = process.listeners('unhandledRejection')
  const ignore = (): void => {}
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', ignore)
  try {
    return await run()
  } finally {
    process.off('unhandledRejection', ignore)
    for (const listener of listeners) process.on('unhandledRejection', listener)
  }
}

/** Answers, and requests a title for the conversation in the background. */
function titling(beside: (title: Promise<string>) => void): Task {
  return async () => {
    const answer = await ask('Where is my parcel?')
    beside(ask('A title for this, please.'))
    return answer
  }
}

describe('noUnhandledRejection', () => {
  test('holds if the app catches the errors of its background work', async ({ chaos }) => {
    const app = titling((title) => void title.catch(() => ''))
    expect(await timesKept(chaos, app, property, faults, 3)).toBeGreaterThan(0)
  })

  test('is violated if the app does not await it', async ({ chaos }) => {
    const app = titling(() => {})
    const failure = await unheardByTheRunner(() => failureOf(chaos, app, { faults, properties: [property] }))
    expect(failure.message).toMatch(/no handler caught "Error: 500 .+"/)
  })

  test('is inconclusive if no call was sent', () => {
    expect(property.judge(evidence({}))).toEqual({ type: 'inconclusive', why: 'no call was made' })
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('held')
  })

  const right: Readonly<Record<string, Task>> = {
    'settles both': () => Promise.allSettled([ask('Where is my parcel?'), ask('A title for this, please.')]),
    'takes the first answer': () => Promise.race([ask('Where is my parcel?'), ask('A title for this, please.')]),
    'awaits the title in time': async () => {
      const title = ask('A title for this, please.').catch(() => undefined)
      return [await ask('Where is my parcel?').catch(() => null), await title]
    },
  }
  test.for(Object.entries(right))('holds for an app that %s', async ([, app], { chaos }) => {
    for (const nth of [1, 2]) expect(await judged(chaos, app, property, serverError().nth(nth))).toEqual({ type: 'held' })
  })
})
