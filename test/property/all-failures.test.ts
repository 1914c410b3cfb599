import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { connectionReset, serverError, truncatedStream } from '../../faults/index.ts'
import { brownout, openai, readIncident } from '../../src/index.ts'
import {
  faultsOf,
  noUnhandledRejection,
  ResilienceError,
  retriesAtMost,
  settlesWithin,
  survives,
  type SurvivesOptions,
} from '../../src/property/index.ts'
import { failureOf, sleep, streamOpenAI } from './apps.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
let release = (): void => {}
beforeAll(() => void (release = chaos.intercept()))
afterAll(() => release())

/** An app with three mistakes: it returns a truncated answer, waits for minutes, and retries without a limit. */
const careless = async (): Promise<string> => {
  for (let attempt = 0; attempt < 4; attempt++) {
    try {
      return (await streamOpenAI()).text
    } catch {
      await sleep(60_000)
    }
  }
  return 'Sorry, not now.'
}

const options: SurvivesOptions = {
  faults: faultsOf(truncatedStream({ afterDeltas: 3 }), serverError, connectionReset),
  runs: 30,
  baseline: {},
  properties: [retriesAtMost(1), settlesWithin('30s'), noUnhandledRejection()],
}

describe('all: true', () => {
  it('continues after the first finding, and lists one failure for each property and check', async () => {
    const failure = await failureOf(chaos, careless, { ...options, all: true })
    expect(failure.failures.map(({ property }) => property)).toEqual(
      expect.arrayContaining(['retries-at-most(1)', 'settles-within(30s)', 'complete-or-marked']),
    )
    expect(new Set(failure.failures.map(({ property }) => property)).size).toBe(failure.failures.length)
    expect(failure.message).toMatch(/^\d failures: /)
    for (const { message, property } of failure.failures) {
      expect(failure.message).toContain(message)
      expect(failure.message.split('\n')[0]).toContain(property)
    }
  })

  it('shrinks each failure, and gives each its own incident', async () => {
    const { failures } = await failureOf(chaos, careless, { ...options, all: true })
    const truncated = failures.find(({ property }) => property === 'complete-or-marked')!
    const slow = failures.find(({ property }) => property === 'settles-within(30s)')!
    expect(truncated.plan.injections.map(({ fault }) => fault)).toEqual(['truncated-stream'])
    expect(slow.plan.injections).toHaveLength(1)
    for (const failure of [truncated, slow]) {
      expect(failure.incident.plan).toEqual(failure.plan)
      expect(failure.message).toContain('replay')
      const replaying = brownout({ providers: [openai()], replay: readIncident(JSON.stringify(failure.incident), catalogue) })
      const release = replaying.intercept()
      try {
        const again = await failureOf(replaying, careless, { ...options, all: true })
        expect(again.failures.map(({ property }) => property)).toContain(failure.property)
      } finally {
        release()
      }
    }
  })

  it('fails with the one failure there is as usual', async () => {
    const one = { ...options, properties: [retriesAtMost(9), settlesWithin('30s')], baseline: false } as const
    const failure = await failureOf(chaos, careless, { ...one, all: true })
    const { message } = await failureOf(chaos, careless, one)
    // A search that continues tries more.
    const tried = /^ {2}tried .*$/m
    expect(failure.message.replace(tried, '')).toBe(message.replace(tried, ''))
    expect(failure.failures).toEqual([failure])
  })

  it('reports as usual if nothing is violated', async () => {
    const report = await survives(chaos, careless, { ...options, properties: [settlesWithin('10m')], baseline: false, all: true })
    expect(report.runs).toBe(30)
  })
})

describe('without it', () => {
  it('a search ends at the first finding', async () => {
    const failure = await failureOf(chaos, careless, options)
    expect(failure).toBeInstanceOf(ResilienceError)
    expect(failure.failures).toEqual([failure])
    expect(failure.message).not.toMatch(/^\d failures: /)
  })
})
