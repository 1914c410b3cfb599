import { describe, expect, it } from 'vitest'
import { slowFirstToken } from '../../../faults/index.ts'
import { faultsOf, type Concurrency } from '../../../src/property/index.ts'
import { sleep } from '../apps.ts'
import { ask } from './client.ts'
import { found, type App, type Found } from './judged.ts'

const question = 'Where is my parcel?'

const under = (app: App, concurrency?: Concurrency): Promise<Found> =>
  found(app, { faults: faultsOf(slowFirstToken), runs: 16, ...(concurrency === undefined ? {} : { concurrency }) })

/** Gives each answer a number. */
function numbered(next: (read: () => number, write: (count: number) => void) => Promise<number>): App {
  return () => {
    let count = 0
    return () =>
      next(
        () => count,
        (now) => void (count = now),
      )
  }
}

const losesUpdates = numbered(async (read, write) => {
  const before = read()
  await ask(question)
  write(before + 1)
  return before + 1
})

const counts = numbered(async (read, write) => {
  await ask(question)
  write(read() + 1)
  return read()
})

/** One call and one mail for all tasks at the same time. */
function singleFlight(signalOf: (signal: AbortSignal) => AbortSignal | undefined): App {
  return () => {
    let open: Promise<string> | undefined
    return async ({ observe, signal }) => {
      const own = signalOf(signal)
      open ??= ask(question, own === undefined ? {} : { signal: own })
        .then(({ text }) => {
          observe.effect('mail')
          return text
        })
        .finally(() => (open = undefined))
      return open
    }
  }
}

const refusesTheSecond: App = () => {
  let isBusy = false
  return async () => {
    if (isBusy) throw new Error('busy')
    isBusy = true
    try {
      await sleep(10)
      return (await ask(question)).text
    } finally {
      isBusy = false
    }
  }
}

describe('an app that is serializable', () => {
  it('is accused if it loses an update', async () => {
    expect((await under(losesUpdates)).violated).toBeUndefined()
    const { violated, message } = await under(losesUpdates, 'serializable')
    expect(violated).toBe('concurrent-tasks-isolated')
    expect(message).toContain('two copies at the same time end with 1 and 1, and one after the other with 1 and 2')
  })

  it('is not reported if it loses none, in any order', async () => {
    expect(await under(counts, 'serializable')).toMatchObject({ violated: undefined, message: '' })
    expect(await under(() => async () => (await ask(question)).text, 'serializable')).toMatchObject({ violated: undefined, message: '' })
  })
})

describe('an app whose copies share on purpose', () => {
  it('is not accused of an effect that both share', async () => {
    const shares = singleFlight(() => undefined)
    expect((await under(shares)).violated).toBe('concurrent-tasks-isolated')
    expect(await under(shares, 'shared')).toMatchObject({ violated: undefined, message: '' })
  })

  it('is accused if the abort of one fails the other', async () => {
    const { violated, message } = await under(
      singleFlight((signal) => signal),
      'shared',
    )
    expect(violated).toBe('concurrent-tasks-isolated')
    expect(message).toContain('aborting the first copy')
  })

  it('is accused if one is refused because of the other', async () => {
    expect((await under(refusesTheSecond, 'shared')).violated).toBe('concurrent-tasks-isolated')
  })
})

describe('an app that never runs twice at the same time', () => {
  it('is not tried with copies', async () => {
    expect((await under(refusesTheSecond)).violated).toBe('concurrent-tasks-isolated')
    const { violated, report } = await under(refusesTheSecond, 'never')
    expect(violated).toBeUndefined()
    expect(report?.properties).not.toHaveProperty('concurrent-tasks-isolated')
  })
})
