import OpenAI from 'openai'
import { setupServer } from 'msw/node'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { overloaded, stalledStream, truncatedStream } from '../../faults/index.ts'
import { brownout, openai } from '../../src/index.ts'
import { faultsOf, measureGuardrail, noSilentTruncation, retriesAtMost, survives } from '../../src/property/index.ts'
import { coreOf } from '../../src/chaos/core.ts'
import { askOpenAI } from './apps.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
let release = (): void => {}

afterEach(() => {
  release()
  release = () => {}
  chaos.reset()
})

const ask = (): Promise<string> => askOpenAI().catch(() => 'Sorry')

describe('an app whose calls do not reach the chaos', () => {
  it('is not run', async () => {
    const task = vi.fn<() => number>(() => 1)
    const message =
      'refuses to run the app: nothing is intercepted, so it would call the real providers. Call const release = chaos.intercept() before'
    await expect(survives(chaos, task, { runs: 2 })).rejects.toThrow(`survives() ${message}`)
    await expect(measureGuardrail(chaos, task, { atLeast: 0.9, falsePositivesAtMost: 0.1 })).rejects.toThrow(
      `measureGuardrail() ${message}`,
    )
    expect(task).not.toHaveBeenCalled()
  })

  it('is not run either once they do not any more', async () => {
    chaos.intercept()()
    await expect(survives(chaos, ask, { runs: 2 })).rejects.toThrow('nothing is intercepted')
  })

  it('is run if calls arrive through the handlers of MSW', async () => {
    const server = setupServer(...chaos.handlers)
    server.listen()
    release = () => server.close()
    expect((await survives(chaos, ask, { faults: faultsOf(overloaded), runs: 2, baseline: false })).runs).toBe(2)
  })
})

describe('a search that found nothing out', () => {
  it('is not a success, even without a named property', async () => {
    release = chaos.intercept()
    const search = survives(chaos, ask, {
      properties: [noSilentTruncation()],
      faults: faultsOf(truncatedStream({ afterDeltas: 500 })),
      runs: 2,
      baseline: false,
    })
    await expect(search).rejects.toThrow('did not exercise no-silent-truncation')
  })

  it('is over for the test that continues', async () => {
    release = chaos.intercept()
    const search = survives(chaos, ask, { faults: faultsOf(overloaded), runs: 2, baseline: false })
    await Promise.resolve()
    expect(coreOf(chaos).isSearching).toBe(true)
    await search
    expect(coreOf(chaos).isSearching).toBe(false)
  })
})

describe('a call of a run that was given up', () => {
  it('is refused, and the next run knows nothing of it', async () => {
    release = chaos.intercept()
    let waken: (() => void) | undefined
    const late: Promise<unknown>[] = []
    const client = new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
    const task = async (): Promise<string> => {
      if (waken !== undefined) {
        waken()
        await Promise.all(late)
        return ask()
      }
      const woken = new Promise<void>((resolve) => (waken = resolve))
      late.push(
        woken
          .then(() => client.models.list())
          .then(
            () => 'answered',
            (error: Error) => error.message,
          ),
      )
      return new Promise(() => {})
    }
    const search = survives(chaos, task, { faults: faultsOf(stalledStream), properties: [retriesAtMost(5)], runs: 3, baseline: false })
    await search.catch(() => {})
    expect(await late[0]).toContain('Blocked a call of a run that was given up')
  })
})
