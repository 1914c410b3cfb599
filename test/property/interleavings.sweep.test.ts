import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { overloaded, truncatedStream } from '../../faults/index.ts'
import { brownout, openai, readIncident, virtualTime, type Chaos } from '../../src/index.ts'
import { faultsOf, InconclusiveError, survives, type Property, type SurvivesOptions, type Task } from '../../src/property/index.ts'
import { askOpenAI, failureOf, sleep, streamOpenAI } from './apps.ts'

const instant = brownout({ seed: 'tuesday', providers: [openai()] })
const paced = brownout({ seed: 'tuesday', providers: [openai()], pace: { firstToken: '300ms' } })

/** Holds if the value of the task is the expected one. */
function resolvesTo(expected: string): Property {
  return {
    id: 'resolves-to',
    statement: `the task resolves to "${expected}"`,
    hint: 'Do not depend on which answer comes first.',
    judge({ outcome: { settlement } }) {
      if (settlement.type !== 'value' || settlement.value === expected) return { type: 'held' }
      return { type: 'violated', how: `it resolved to "${String(settlement.value)}"` }
    },
  }
}

/** Two tools at once; the last one that writes wins. */
const lastWriterWins = async (): Promise<string> => {
  let written = ''
  await Promise.all([askOpenAI().then(() => (written = 'draft')), askOpenAI().then(() => (written = 'final'))])
  return written
}

/** The same, written in the order of the calls, not of the answers. */
const eachInItsPlace = async (): Promise<string> => {
  const [, written] = await Promise.all([askOpenAI().then(() => 'draft'), askOpenAI().then(() => 'final')])
  return written
}

/** Makes two calls; the user must see only the first answer, but only its name distinguishes a late one. */
const hedged = async (): Promise<string> => {
  const shown: string[] = []
  const show = (name: string): void => {
    if (name === 'first' || shown.length === 0) shown.push(name)
  }
  await Promise.all([askOpenAI().then(() => show('first')), askOpenAI().then(() => show('second'))])
  return shown.join(' and ')
}

/** Gives up on an answer at the very time at which it arrives, and treats it as lost. */
const givesUpAsItComes = async (): Promise<string> => {
  const answered = await Promise.race([askOpenAI().then(() => 'answered'), sleep(300).then(() => 'given up')])
  await sleep(100)
  return answered
}

function tried(options: SurvivesOptions & { readonly properties: readonly Property[] }): SurvivesOptions {
  return { faults: faultsOf(overloaded().nth(1)), runs: 12, interleavings: true, ...options }
}

describe.each([
  ['answers at once', instant],
  ['answers in a while', paced],
])('other orders of %s', (_name, chaos: Chaos) => {
  const server = setupServer(...chaos.handlers)
  beforeAll(() => server.listen())
  afterEach(() => chaos.reset('tuesday'))
  afterAll(() => server.close())

  it.each([
    ['a write that counts on being last', lastWriterWins, 'final'],
    ['a hedged request that shows both answers', hedged, 'first'],
  ] as [string, Task, string][])('find %s, without a fault', async (_race, task, expected) => {
    const properties = [resolvesTo(expected)]
    await expect(survives(chaos, task, tried({ properties, interleavings: false, baseline: false }))).resolves.toMatchObject({ runs: 12 })
    const failure = await failureOf(chaos, task, tried({ properties }))
    expect(failure.plan.injections).toEqual([])
    expect(failure.foundIn).toBeGreaterThan(1)
    expect(failure.message).toContain('caused by no fault at all\n            with another order of simultaneous responses\n')
  })

  it('are the same by the same seed', async () => {
    const options = tried({ properties: [resolvesTo('final')] })
    const [first, again] = [await failureOf(chaos, lastWriterWins, options), await failureOf(chaos, lastWriterWins, options)]
    expect(again.message).toBe(first.message)
    expect(JSON.stringify(again.journal)).toBe(JSON.stringify(first.journal))
  })

  it('do not accuse an app that does not depend on them', async () => {
    const report = await survives(chaos, eachInItsPlace, tried({ properties: [resolvesTo('final')], runs: 20 }))
    expect(report.runs).toBe(20)
    expect(report.properties['resolves-to']!.held).toBeGreaterThan(0)
  })

  it('leave the timers of the app in theirs', async () => {
    const timers = async (): Promise<string> => {
      const rang: number[] = []
      await Promise.all([askOpenAI(), askOpenAI(), ...[1, 2, 3, 4].map((id) => sleep(300).then(() => rang.push(id)))])
      return rang.join('')
    }
    await expect(survives(chaos, timers, tried({ properties: [resolvesTo('1234')], runs: 15 }))).resolves.toMatchObject({ runs: 15 })
  })

  it('arrive at the same time', async () => {
    const ends: number[] = []
    const watching: Property = {
      id: 'watching',
      statement: 'all is seen',
      hint: 'look',
      judge({ outcome }) {
        ends.push(outcome.settledAt)
        return { type: 'held' }
      },
    }
    // Without a fault, in the usual order and in four others: nothing is injected, so nothing is found out.
    await expect(survives(chaos, eachInItsPlace, tried({ properties: [watching], runs: 5 }))).rejects.toThrow(InconclusiveError)
    expect(new Set(ends)).toEqual(new Set([chaos === paced ? 300 : 0]))
  })

  it('are over when the search is', async () => {
    await virtualTime(async () => {
      await failureOf(chaos, lastWriterWins, tried({ properties: [resolvesTo('final')] }))
      await expect(lastWriterWins()).resolves.toBe('final')
    })
  })
})

describe('other orders', () => {
  const server = setupServer(...paced.handlers)
  beforeAll(() => server.listen())
  afterEach(() => paced.reset('tuesday'))
  afterAll(() => server.close())

  it('let an answer arrive before or after a timer of the same time', async () => {
    const failure = await failureOf(paced, givesUpAsItComes, tried({ properties: [resolvesTo('given up')] }))
    const other = await failureOf(paced, givesUpAsItComes, tried({ properties: [resolvesTo('answered')] }))
    expect([failure.outcome.settlement, other.outcome.settlement]).toMatchObject([{ value: 'answered' }, { value: 'given up' }])
  })

  it('are shrunk with the fault that it takes besides, and the usual one is simplest', async () => {
    /** Only after a refusal do two calls race. */
    const racesAfterRefusal = async (): Promise<string> =>
      askOpenAI().then(
        () => 'final',
        () => lastWriterWins(),
      )
    const needsOrder = await failureOf(paced, racesAfterRefusal, {
      ...tried({ properties: [resolvesTo('final')] }),
      faults: faultsOf(overloaded().nth(1), truncatedStream()),
      runs: 60,
    })
    expect(needsOrder.plan.injections.map(({ fault }) => fault)).toEqual(['overloaded'])
    expect(needsOrder.message).toContain('with another order of simultaneous responses')
    const gullible = async (): Promise<string> => ((await streamOpenAI()).finish === undefined ? 'half' : 'whole')
    const needsNone = await failureOf(paced, gullible, {
      ...tried({ properties: [resolvesTo('whole')] }),
      faults: faultsOf(truncatedStream().chance(0.3)),
      runs: 60,
    })
    expect(needsNone.message).not.toContain('in another order')
  })

  it('find a race of an incident again', async () => {
    const options = tried({ properties: [resolvesTo('final')] })
    const failure = await failureOf(paced, lastWriterWins, options)
    const { seed, injections } = readIncident(failure.incident, catalogue)
    const replaying = brownout({ seed, providers: [openai()], pace: { firstToken: '300ms' }, replay: injections })
    server.resetHandlers(...replaying.handlers)
    const again = await failureOf(replaying, lastWriterWins, options)
    server.resetHandlers(...paced.handlers)
    expect(again.message).toContain('(replayed from an incident)')
    expect(JSON.stringify(again.journal)).toBe(JSON.stringify(failure.journal))
  })

  it('need virtual time', async () => {
    await expect(survives(paced, lastWriterWins, tried({ properties: [resolvesTo('final')], time: 'real' }))).rejects.toThrow(
      'cannot try { interleavings: true } in real time',
    )
  })
})
