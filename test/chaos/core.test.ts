import { describe, expect, it } from 'vitest'
import { connectionReset, overloaded, stalledStream } from '../../faults/index.ts'
import { coreOf } from '../../src/chaos/core.ts'
import { createChaos } from '../../src/chaos/create-chaos.ts'
import { bareHarness } from '../../src/chaos/harness.ts'
import { brownout, openai, type Chaos } from '../../src/index.ts'

describe('the core of a chaos', () => {
  it('is hidden from its users', () => {
    expect(Object.keys(brownout({ providers: [] }))).not.toContain('core')
    expect(() => coreOf({} as Chaos)).toThrow('Expected a chaos that brownout() made, but got {}.')
    expect(() => coreOf((() => 1) as unknown as Chaos)).toThrow('but got a function.')
  })

  it('is the one that the chaos is the face of', () => {
    const chaos = brownout({ providers: [openai()] })
    chaos.inject(overloaded())
    expect(coreOf(chaos).run.armed.all.map(({ id }) => id)).toEqual(['overloaded#0'])
    chaos.reset('other')
    expect([coreOf(chaos).run.seed, coreOf(chaos).run.journal]).toEqual(['other', chaos.journal])
  })

  it('has the harness that the chaos was created in', () => {
    const chaos = createChaos({ providers: [] }, { ...bareHarness, replayLine: (seed) => `again with ${seed}` })
    expect(coreOf(chaos).harness.replayLine('tuesday')).toBe('again with tuesday')
    expect(coreOf(brownout({ providers: [] })).harness.replayLine('tuesday')).toBe(
      'brownout({ seed: "tuesday", ... }), then the same test again',
    )
  })
})

describe('a script', () => {
  it('is in its first run until the core begins another, and a fresh run is in the first again', async () => {
    const chaos = brownout({ providers: [openai()] })
    const core = coreOf(chaos)
    const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] })
    const request = { method: 'POST', headers: { authorization: 'Bearer test' }, body }
    const ask = async (): Promise<number> => (await fetch('https://api.openai.com/v1/chat/completions', request)).status
    const release = chaos.intercept()
    chaos.inject(overloaded().inRun(2))
    const statuses = [await ask()]
    core.beginScriptRun(2)
    statuses.push(await ask())
    core.beginScriptRun(3)
    statuses.push(await ask())
    expect(statuses).toEqual([200, 503, 200])
    expect(chaos.journal.toJSON().calls.map(({ inRun, attempt }) => [inRun, attempt])).toEqual([
      [undefined, 0],
      [2, 1],
      [3, 2],
    ])
    core.beginTrial({ seed: 'tuesday', plan: [overloaded().inRun(1)], beside: [] })
    expect(await ask()).toBe(503)
    release()
  })
})

describe('what never fired', () => {
  const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] })
  const request = { method: 'POST', headers: { authorization: 'Bearer test' }, body }
  const ask = (): Promise<Response> => fetch('https://api.openai.com/v1/chat/completions', request)

  it('is not what fired in the run that replayed a plan, also after a baseline run and a reset', async () => {
    const chaos = brownout({ providers: [openai()], replay: [overloaded()] })
    const release = chaos.intercept()
    const core = coreOf(chaos)
    core.beginTrial({ seed: 'tuesday', plan: [], beside: [] })
    await ask()
    core.beginTrial({ seed: 'tuesday', plan: [], beside: [], isBaseline: true })
    await ask()
    expect(chaos.neverFired).toEqual([])
    chaos.reset()
    expect(chaos.neverFired).toEqual([])
    release()
  })
})

describe('a trial', () => {
  it('begins a fresh run, with its plan and its other settings', () => {
    const chaos = brownout({ providers: [openai()] })
    chaos.inject(connectionReset())
    const before = coreOf(chaos).run
    const run = coreOf(chaos).beginTrial({ seed: 'tuesday/1', plan: [overloaded()], beside: [stalledStream()] })
    expect(run).not.toBe(before)
    expect([chaos.seed, chaos.injections.map(({ fault }) => fault.name)]).toEqual(['tuesday/1', ['overloaded', 'stalled-stream']])
  })

  it('has its script in its incident, if that is more than a single run', () => {
    const chaos = brownout({ providers: [openai()] })
    const trial = { seed: 'tuesday', plan: [overloaded().inRun(1)], beside: [] }
    const script = [
      { after: 0, copies: 2, abortAfter: 5_000 },
      { after: 600_000, copies: 1 },
    ]
    coreOf(chaos).beginTrial({ ...trial, script })
    expect(chaos.incident().script).toEqual(script)
    coreOf(chaos).beginTrial(trial)
    expect(chaos.incident()).not.toHaveProperty('script')
    coreOf(chaos).beginTrial({ ...trial, script: [{ after: 0, copies: 1 }] })
    expect(chaos.incident()).not.toHaveProperty('script')
  })

  it('has the incident that is replayed instead of its plan', () => {
    const chaos = brownout({ seed: 'tuesday', providers: [openai()], replay: [connectionReset()] })
    coreOf(chaos).beginTrial({ seed: 'other', plan: [overloaded()], beside: [stalledStream()] })
    expect([chaos.seed, chaos.injections.map(({ fault }) => fault.name)]).toEqual(['tuesday', ['connection-reset', 'stalled-stream']])
  })
  it('can leave an incident that is replayed out, and the next one has it again, with its seed', () => {
    const replay = { seed: 'tuesday', injections: [connectionReset()], schedule: [], answers: {}, script: [{ after: 0, copies: 1 }] }
    const chaos = brownout({ providers: [openai()], replay })
    const faults = (): string[] => chaos.injections.map(({ fault }) => fault.name)
    const trial = { seed: 'other', plan: [overloaded()], beside: [stalledStream()] }
    coreOf(chaos).beginTrial({ ...trial, isBaseline: true })
    expect([chaos.seed, faults(), chaos.replayReport]).toEqual(['other', ['overloaded', 'stalled-stream'], undefined])
    coreOf(chaos).beginTrial(trial)
    expect([chaos.seed, faults()]).toEqual(['tuesday', ['connection-reset', 'stalled-stream']])
    expect(chaos.replayReport).toBeDefined()
    coreOf(chaos).beginTrial({ ...trial, isBaseline: true })
    chaos.reset()
    expect([chaos.seed, faults()]).toEqual(['tuesday', ['connection-reset']])
  })
})
