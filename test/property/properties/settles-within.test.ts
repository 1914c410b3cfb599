import { serverError, slowFirstToken, stalledStream } from '../../../faults/index.ts'
import { faultsOf, settlesWithin, survives, defaultProperties, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, askOpenAI, failureOf, openaiClient, sleep, streamOpenAI } from '../apps.ts'
import { judged } from './judged.ts'

const faults = faultsOf(slowFirstToken, stalledStream)

describe('settlesWithin', () => {
  test('holds for an app with a deadline', async ({ chaos }) => {
    const report = await survives(chaos, () => streamOpenAI(AbortSignal.timeout(20_000)), {
      faults,
      runs: 40,
      properties: [settlesWithin('20s')],
    })
    expect(report.properties['settles-within(20s)']!.held).toBeGreaterThan(10)
  })

  test('is violated by an app that waits for the next token forever', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => streamOpenAI(), { faults: faultsOf(stalledStream), properties: [settlesWithin('60s')] })
    expect(failure.outcome.settlement.type).toBe('stuck')
    expect(failure.message).toContain('A task hangs or takes too long (settles-within(1m)): it never settled')
  })

  test('is violated by an app that settles too late', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => askOpenAI(openaiClient({ timeout: 90_000 })), {
      faults: faultsOf(slowFirstToken({ by: '80s' })),
      properties: [settlesWithin('60s')],
    })
    expect(failure.message).toContain('it settled after 1m20s')
  })

  test('extends the limit of the search to its deadline', async ({ chaos }) => {
    const waiting = async (): Promise<void> => {
      await askOpenAI().catch(() => {})
      await sleep(2 * 3_600_000)
    }
    await survives(chaos, waiting, { faults: faultsOf(serverError), runs: 3, properties: [settlesWithin('3h')] })
  })

  test('refuses a limit below its deadline', async ({ chaos }) => {
    await expect(survives(chaos, () => askOpenAI(), { limit: '1h', properties: [settlesWithin('3h')] })).rejects.toThrow(
      `survives() cannot judge "settles-within(3h)" with { limit: '1h' }: expected a limit of at least 3h.`,
    )
  })

  test('refuses an invalid duration', () => {
    expect(() => settlesWithin('soon' as never)).toThrow('Cannot read "soon" as a duration')
  })
})

/** Apps that take longer than 10 minutes by their own choice. */
const patient: Readonly<Record<string, Task>> = {
  'waits 20 minutes between two tries': async () => {
    for (let attempt = 0; attempt < 3; attempt++) {
      const answer = await askOpenAI().catch(() => undefined)
      if (answer !== undefined) return answer
      await sleep(20 * 60_000)
    }
    return askAnthropic()
  },
  'works in the night': async () => {
    await sleep(3 * 3_600_000)
    return askOpenAI().catch(() => null)
  },
  'makes many calls, and waits long for none': async () => {
    for (let item = 0; item < 100; item++) {
      await askOpenAI().catch(() => undefined)
      await sleep(30_000)
    }
  },
}

describe('settlesWithin without the waits of the app', () => {
  const property = settlesWithin('10m', { counts: 'open-calls' })

  test.for(Object.entries(patient))('does not accuse an app that %s', async ([, app], { chaos }) => {
    expect(await judged(chaos, app, property, serverError().for('openai'))).not.toMatchObject({ type: 'violated' })
    expect(await judged(chaos, app, property)).toMatchObject({ type: 'inconclusive', why: 'nothing was injected' })
  })

  test('is part of the usual properties', async ({ chaos }) => {
    await survives(chaos, patient['waits 20 minutes between two tries']!, { faults: faultsOf(serverError), runs: 10 })
    expect(defaultProperties()[0]).toMatchObject({ id: property.id, statement: property.statement })
  })

  test('is inconclusive for an app that waits past the limit without an open call', async ({ chaos }) => {
    const endless: Task = async () => {
      while ((await askOpenAI().catch(() => undefined)) === undefined) await sleep(3_600_000)
    }
    expect(await judged(chaos, endless, property, serverError())).toMatchObject({ type: 'inconclusive' })
    expect(await judged(chaos, endless, settlesWithin('10m'), serverError())).toMatchObject({ type: 'violated' })
  })

  test('is violated by an app that waits for an answer forever, with other work meanwhile', async ({ chaos }) => {
    const ticking: Task = async () => {
      const timer = setInterval(() => {}, 60_000)
      return streamOpenAI().finally(() => clearInterval(timer))
    }
    expect(await judged(chaos, ticking, property, stalledStream())).toMatchObject({ type: 'violated' })
    expect(await judged(chaos, () => streamOpenAI(), property, stalledStream())).toMatchObject({ type: 'violated' })
  })

  test('is violated by an app that waits for a lock which is never released', async ({ chaos }) => {
    const locked: Task = async () => {
      await askOpenAI().catch(() => new Promise(() => {}))
    }
    expect(await judged(chaos, locked, property, serverError())).toMatchObject({ type: 'violated' })
  })

  test('is violated by an answer that takes too long', async ({ chaos }) => {
    const client = openaiClient({ timeout: 3_600_000 })
    expect(await judged(chaos, () => askOpenAI(client), property, slowFirstToken({ by: '20m' }))).toMatchObject({ type: 'violated' })
  })
})
