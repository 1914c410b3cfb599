import { describe, expect, it } from 'vitest'
import { authenticationFailed, truncatedAtMaxTokens, serverError, silentModelSwap, slowFirstToken } from '../../../../faults/index.ts'
import { faultsOf } from '../../../../src/property/index.ts'
import { ask, askOther } from '../client.ts'
import { found, type App } from '../judged.ts'

const statusOf = (error: unknown): unknown => (error as { readonly status?: unknown }).status

/** Calls two providers in turn, and permanently skips those that `isOut` names after a failure. */
function router(isOut: (errors: readonly unknown[]) => boolean): App {
  const routes = { openai: async () => (await ask('Where is my parcel?')).text, anthropic: () => askOther('Where is my parcel?') }
  return () => {
    const out = new Set<string>()
    return async () => {
      const errors: unknown[] = []
      for (const [name, route] of Object.entries(routes)) {
        if (out.has(name)) continue
        try {
          return await route()
        } catch (error) {
          errors.push(error)
          if (isOut(errors)) out.add(name)
        }
      }
      throw new Error('nobody answered')
    }
  }
}

describe('a provider that is skipped since its key was refused', () => {
  const search = { faults: faultsOf(authenticationFailed(), serverError().for('anthropic')), runs: 12, atMost: 2 }

  it('must not take the other one with it', async () => {
    const app = router((errors) => errors.some((error) => statusOf(error) === 401))
    expect(
      await found(
        app,
        { ...search, faults: faultsOf(authenticationFailed().for('openai'), serverError().for('anthropic')), runs: 60 },
        'recovers-after-faults',
      ),
    ).toMatchObject({
      violated: 'recovers-after-faults',
    })
  })

  it.for<readonly [string, App]>([
    ['is skipped alone', router((errors) => statusOf(errors.at(-1)) === 401)],
    ['is the only one', () => async () => (await ask('Where is my parcel?')).text],
    [
      'is one step of two',
      () => {
        let isRefused = false
        return async () => {
          if (isRefused) throw new Error('the key of the first step was refused')
          const { text } = await ask('Which language is this?').catch((error: unknown) => {
            isRefused = statusOf(error) === 401
            throw error
          })
          return `${text} ${await askOther('Where is my parcel?')}`
        }
      },
    ],
  ])('reports nothing about an app if it %s', async ([, app]) => {
    expect((await found(app, search, 'recovers-after-faults')).message).toBe('')
  })
})

it('is allowed to keep what no client can distinguish from an answer', async () => {
  let model: string | undefined
  const app: App = () => {
    model = undefined
    return async () => (model ??= (await ask('Where is my parcel?')).text.split(' ')[0]!)
  }
  expect((await found(app, { faults: faultsOf(silentModelSwap) }, 'recovers-after-faults')).message).toBe('')
})

describe('a task that reads its signal', () => {
  const search = { faults: faultsOf(slowFirstToken), runs: 30 }
  const letters = ['Write to Ann.', 'Write to Ben.', 'Write to Cid.', 'Write to Dan.']

  /** Writes letters one by one, without a signal for the calls. */
  function batch(check: (signal: AbortSignal, place: number) => void): App {
    return () =>
      async ({ signal }) => {
        const written: string[] = []
        for (const [place, letter] of letters.entries()) {
          check(signal, place)
          written.push((await ask(letter)).text)
        }
        return written
      }
  }

  it('is noticed if it continues anyway', async () => {
    const app = batch((signal, place) => place === 0 && signal.throwIfAborted())
    const { report } = await found(app, search, 'abort-stops-work')
    expect(report!.remarks.map(({ how }) => how)).toEqual([expect.stringMatching(/^the task reads its signal, and \d calls were begun/)])
  })

  it.for<readonly [string, App]>([
    ['ends the piece of work that it is at', batch((signal) => signal.throwIfAborted())],
    ['looks at it before every second letter', batch((signal, place) => place % 2 === 0 && signal.throwIfAborted())],
    ['never reads it', batch(() => {})],
  ])('is not noticed if it %s', async ([, app]) => {
    const { message, report } = await found(app, search, 'abort-stops-work')
    expect({ message, remarks: report!.remarks }).toEqual({ message: '', remarks: [] })
  })
})

describe('tasks that the user aborts', () => {
  const search = { faults: faultsOf(slowFirstToken), runs: 40 }

  /** Opens its breaker after three failures that `counts`, for a minute. */
  function breaker(counts: (signal: AbortSignal) => boolean): App {
    return () => {
      let failures = 0
      let openUntil = 0
      return async ({ signal }) => {
        if (Date.now() < openUntil) throw new Error('the breaker is open')
        try {
          const { text } = await ask('Where is my parcel?', { signal })
          failures = 0
          return text
        } catch (error) {
          if (counts(signal) && ++failures >= 3) openUntil = Date.now() + 60_000
          throw error
        }
      }
    }
  }

  it('are noticed if they count as failures of the provider', async () => {
    const { report } = await found(
      breaker(() => true),
      search,
      'recovers-after-faults',
    )
    expect(report!.remarks.map(({ how }) => how)).toEqual([expect.stringMatching(/right after 10 that the user aborted/)])
  })

  it.for<readonly [string, App]>([
    ['do not count', breaker((signal) => !signal.aborted)],
    [
      'have no breaker',
      () =>
        async ({ signal }) =>
          (await ask('Where is my parcel?', { signal })).text,
    ],
    ['cannot be aborted', () => async () => (await ask('Where is my parcel?')).text],
  ])('are not noticed if they %s', async ([, app]) => {
    const { message, report } = await found(app, search, 'recovers-after-faults')
    expect({ message, remarks: report!.remarks }).toEqual({ message: '', remarks: [] })
  })
})

describe('an effect that is undone when the task fails', () => {
  const search = { faults: faultsOf(serverError, truncatedAtMaxTokens), runs: 60, atMost: 2 }

  /** Reserves, requests a text, and requests a shorter one if it was truncated. Failed reservations are released, within `guards`. */
  function checkout(guards: 'first' | 'both' | 'none'): App {
    return () =>
      async ({ observe }) => {
        observe.effect('reserve')
        const guarded = async (text: Promise<string>, isGuarded: boolean): Promise<string> => {
          try {
            return await text
          } catch (error) {
            if (isGuarded) observe.effect('release')
            throw error
          }
        }
        const isWhole = (text: string): boolean => text.length > 60
        const text = await guarded(
          ask('Confirm the order.').then((told) => told.text),
          guards !== 'none',
        )
        if (!isWhole(text))
          await guarded(
            ask('Confirm the order in three words.').then((told) => told.text),
            guards === 'both',
          )
        observe.effect('ship')
        return 'shipped'
      }
  }

  it('is missed if it is undone after one failure and not after another', async () => {
    const { report } = await found(checkout('first'), search, 'effects-as-without-faults')
    expect(report!.remarks.map(({ how }) => how)).toEqual([expect.stringMatching(/"release" has not happened, which follows it/)])
  })

  it.for<readonly [string, App]>([
    ['after every failure', checkout('both')],
    ['never', checkout('none')],
    [
      'never, since it is wanted in any case',
      () =>
        async ({ observe }) => {
          observe.effect('reserve')
          return (await ask('Confirm the order.')).text
        },
    ],
  ])('is not missed if it is undone %s', async ([, app]) => {
    const { message, report } = await found(app, search, 'effects-as-without-faults')
    expect({ message, remarks: report!.remarks }).toEqual({ message: '', remarks: [] })
  })
})
