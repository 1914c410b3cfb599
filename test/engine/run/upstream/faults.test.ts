import { describe, expect, it } from 'vitest'
import * as faults from '../../../../faults/index.ts'
import { coreOf } from '../../../../src/chaos/core.ts'
import type { Injection } from '../../../../src/engine/plan/injection.ts'
import { idleInWords } from '../../../../src/engine/run/idle-in-words.ts'
import { answers, anthropic, brownout, openai, virtualTime, type BrownoutOptions, type Chaos } from '../../../../src/index.ts'
import { chaosUpstream } from './chaos-upstream.ts'

const question = 'Where is my parcel?'
const messages = [{ role: 'user', content: question }]
const asks = [
  {
    url: 'https://api.openai.com/v1/chat/completions',
    body: { model: 'gpt-4o', messages, stream: true, stream_options: { include_usage: true } },
  },
  { url: 'https://api.openai.com/v1/chat/completions', body: { model: 'gpt-4o', messages } },
  { url: 'https://api.openai.com/v1/responses', body: { model: 'gpt-4o', input: question, stream: true } },
  { url: 'https://api.anthropic.com/v1/messages', body: { model: 'claude-sonnet-5', max_tokens: 500, messages, stream: true } },
  { url: 'https://api.anthropic.com/v1/messages', body: { model: 'claude-sonnet-5', max_tokens: 500, messages } },
]

function chaosWith(options: Partial<BrownoutOptions>, injection?: Injection): Chaos {
  const text = 'Your parcel is on its way, and comes tomorrow before noon. It weighs 3 kg.'
  const chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic()], answers: answers.from(() => text), ...options })
  if (injection !== undefined) chaos.inject(injection)
  return chaos
}

/** Calls a chaos, and reads for an hour at most. */
async function read(chaos: Chaos, { url, body }: (typeof asks)[number]): Promise<string> {
  const headers = new Headers({ 'x-api-key': 'key-1234567890', authorization: 'Bearer key-1234567890', 'anthropic-version': '2023-06-01' })
  const asked = { method: 'POST', url: new URL(url), headers, body: () => JSON.stringify(body) }
  const delivery = await coreOf(chaos).gateway.answer(asked)
  let text = ''
  const all = async (): Promise<void> => {
    await delivery.head()
    for (let bytes = await delivery.read(); bytes !== undefined; bytes = await delivery.read())
      text += new TextDecoder('latin1').decode(bytes)
  }
  // The journal has how it ended.
  await Promise.race([all().catch(() => {}), new Promise((resolve) => void setTimeout(resolve, 3_600_000))])
  delivery.abort()
  return text
}

/** What the client met, as the journal has it. */
function met(chaos: Chaos, isStream: boolean): object {
  const { status, ending, fired, received, deltas, problem } = chaos.journal.calls[0]!
  const told = { status, ending, fired: fired.map(({ fault }) => fault), problem: problem?.kind, bugs: chaos.journal.bugs }
  // Where a body breaks off depends on its length.
  return isStream ? { ...told, received, deltas } : told
}

const factories = Object.values(faults).filter(({ fault }) => fault.perceive === undefined)

describe('a fault on the genuine reply of an upstream', () => {
  // Each fault once, at an endpoint in turn; with its default parameters, which all of these faults have.
  const sample = factories.flatMap((factory, index) => {
    const made = factory as () => unknown as () => Injection
    return [[factory.fault.name, made, asks[index % asks.length]!] as const]
  })

  it.each(sample)('%s does what it does to an emulated one', async (_, make, ask) => {
    let injection: Injection
    try {
      injection = make()
    } catch {
      // It cannot be made without a parameter.
      return
    }
    const isStream = 'stream' in ask.body
    const emulated = chaosWith({}, injection)
    const passed = chaosWith({ upstream: chaosUpstream(chaosWith({})) }, injection)
    await virtualTime(() => read(emulated, ask))
    await virtualTime(() => read(passed, ask))
    expect(met(passed, isStream)).toEqual(met(emulated, isStream))
  })

  it.each(asks)('leaves every byte of $url as it is, if no fault changes anything', async (ask) => {
    const real = chaosWith({})
    const sent = await virtualTime(() => read(real, ask))
    const untouched = [
      faults.truncatedStream({ afterDeltas: 1_000 }),
      ...('stream' in ask.body ? [faults.malformedEvent({ afterDeltas: 1_000 })] : [faults.missingTerminalMarker()]),
      faults.truncatedStream({ at: '100000 bytes' }),
      faults.unknownTool(),
    ]
    const chaos = chaosWith({ upstream: chaosUpstream(chaosWith({})) })
    chaos.inject(...untouched)
    expect(await virtualTime(() => read(chaos, ask))).toBe(sent)
    expect(chaos.journal.calls[0]!.fired).toEqual([])
  })

  it('delays a body, and leaves every byte of it as it is', async () => {
    const sent = await virtualTime(() => read(chaosWith({}), asks[1]!))
    const chaos = chaosWith({ upstream: chaosUpstream(chaosWith({})) }, faults.slowDrip({ perDelta: 100 }))
    expect(await virtualTime(() => read(chaos, asks[1]!))).toBe(sent)
    expect(chaos.journal.calls[0]!.fired.map(({ fault }) => fault)).toEqual(['slow-drip'])
  })

  it('does not ask the upstream if the fault answers by itself, or breaks the connection before', async () => {
    const real = chaosWith({})
    for (const injection of [faults.overloaded(), faults.connectionRefused()])
      await virtualTime(() => read(chaosWith({ upstream: chaosUpstream(real) }, injection), asks[0]!))
    expect(real.journal.calls).toEqual([])
  })

  it('that acts on what a model reads, or on a reply that cannot be read, says why it does not fire', async () => {
    const chaos = chaosWith({ upstream: chaosUpstream(chaosWith({})) })
    chaos.inject(faults.droppedInstructions())
    await virtualTime(() => read(chaos, asks[0]!))
    const why = coreOf(chaos).run.armed.idle.map((idle) => idleInWords(idle.why, idle.injection.trigger))
    expect(why).toEqual(['an upstream answers calls to chat.completions, where it cannot act'])
  })

  it('is drawn by the seed as without an upstream', async () => {
    const injection = faults.overloaded().chance(0.5)
    const hits = async (chaos: Chaos): Promise<readonly boolean[]> => {
      for (let count = 0; count < 12; count++) await virtualTime(() => read(chaos, asks[count % asks.length]!))
      return chaos.journal.calls.map(({ fired }) => fired.length > 0)
    }
    const emulated = await hits(chaosWith({}, injection))
    expect(emulated).toContain(true)
    expect(emulated).toContain(false)
    expect(await hits(chaosWith({ upstream: chaosUpstream(chaosWith({})) }, injection))).toEqual(emulated)
  })

  it('has the truth in the journal next to what was received', async () => {
    const chaos = chaosWith({ upstream: chaosUpstream(chaosWith({})) }, faults.truncatedStream({ afterDeltas: 2 }))
    await virtualTime(() => read(chaos, asks[0]!))
    const [call] = chaos.journal.calls
    expect(call).toMatchObject({ received: 'Your parcel', ending: 'cut' })
    expect(call!.truth).toMatch(/^Your parcel/)
  })

  it('keeps the answers of the upstream in the incident', async () => {
    const chaos = chaosWith({ upstream: chaosUpstream(chaosWith({})) })
    await virtualTime(() => read(chaos, asks[0]!))
    expect(JSON.stringify(chaos.incident().answers)).toContain('comes tomorrow before noon')
  })
})
