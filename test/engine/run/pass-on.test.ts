import { describe, expect, it } from 'vitest'
import { midStreamError, overloaded, stalledStream } from '../../../faults/index.ts'
import type { Injection } from '../../../src/engine/plan/injection.ts'
import { play } from '../../../src/engine/run/play.ts'
import { scheduleOf } from '../../../src/engine/run/recording.ts'
import { Run } from '../../../src/engine/run/run.ts'
import type { RunOptions } from '../../../src/engine/run/run-options.ts'
import { openrouter } from '../../../src/providers/openrouter/index.ts'
import { respond } from '../../../src/gateway/respond.ts'

const models = ['openai/gpt-5', 'anthropic/claude-sonnet-5', 'google/gemini-2.5-flash']
const provider = openrouter()

function runOf(injections: readonly Injection[], more: Partial<RunOptions> = {}): Run {
  const run = new Run({
    seed: 'tuesday',
    answers: ({ model }) => ({ parts: [{ type: 'text', text: model }] }),
    pace: { firstToken: 0, perDelta: 0 },
    ...more,
  })
  run.armed.add(injections)
  return run
}

async function ask(run: Run, content = 'Hello?'): Promise<string> {
  const endpoint = (await provider.endpoints()).find(({ name }) => name === 'chat.completions')!
  const text = JSON.stringify({ models, messages: [{ role: 'user', content }] })
  const url = new URL('https://openrouter.ai/api/v1/chat/completions')
  const response = await respond(
    play(run, provider, endpoint, { method: 'POST', url, headers: new Headers({ authorization: 'Bearer test' }), text }),
  )
  return response.text()
}

/** The models that each call of a run tried. */
function triedIn(run: Run): (number[] | undefined)[] {
  return run.journal.calls.map(({ tried }) => tried?.map(({ status }) => status))
}

/** The result of each question. */
function outcomes(run: Run): Readonly<Record<string, unknown>> {
  return Object.fromEntries(run.journal.calls.map(({ key, tried }) => [key, tried]))
}

describe('a request that tries other models', () => {
  it('lets triggers count each model', async () => {
    const run = runOf([overloaded().first(2)])
    await ask(run)
    await ask(run)
    expect(triedIn(run)).toEqual([[529, 529, 200], [200]])
  })

  it('fails if a fault hits every model', async () => {
    const run = runOf([overloaded()])
    expect(JSON.parse(await ask(run))).toMatchObject({ error: { code: 529 } })
    expect(triedIn(run)).toEqual([[529, 529, 529]])
    expect(run.armed.idle).toEqual([])
  })

  it('counts the attempts of an app at each model', async () => {
    const run = runOf([overloaded().for({ model: models[0]! })])
    await ask(run)
    await ask(run)
    expect(run.journal.calls.map(({ attempt }) => attempt)).toEqual([0, 1])
    expect(run.journal.calls.map(({ call }) => call.index)).toEqual([0, 1])
  })

  it('has the same faults when it is replayed', async () => {
    const injections = [overloaded().chance(0.5)]
    const run = runOf(injections)
    for (const content of ['one', 'two', 'three']) await ask(run, content)
    const replayed = runOf([], { seed: 'tuesday', replay: { injections, schedule: scheduleOf(run.journal.calls, 'keep') } })
    for (const content of ['three', 'one', 'two']) await ask(replayed, content)
    expect(outcomes(replayed)).toEqual(outcomes(run))
    expect(replayed.replayReport).toMatchObject({ missing: [], unexpected: [] })
    expect(new Set(triedIn(run).flat()).size).toBe(2)
  })

  it('does not read a silence to its end', async () => {
    const run = runOf([midStreamError({ afterDeltas: 2 }), stalledStream({ afterDeltas: 0, duration: '1ms' })])
    await ask(run)
    expect(triedIn(run)).toEqual([[200]])
  })
})
