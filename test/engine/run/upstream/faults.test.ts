import { describe, expect, it } from 'vitest'
import * as faults from '../../../../faults/index.ts'
import { coreOf } from '../../../../src/chaos/core.ts'
import { idleInWords } from '../../../../src/engine/run/idle-in-words.ts'
import { virtualTime, type Chaos } from '../../../../src/index.ts'
import { chaosUpstream } from './chaos-upstream.ts'
import { asks, chaosWith, defaultInjections, expectTheSame, read } from './plays.ts'

describe('a fault on the genuine reply of an upstream', () => {
  // Each fault at one endpoint, in turn. The sweep has all of them.
  const sample = defaultInjections.map(([name, injection], index) => [name, asks[index % asks.length]!.name, injection] as const)

  it.each(sample)('%s at %s does what it does to an emulated one', async (_, place, injection) => {
    await expectTheSame(
      injection,
      asks.find(({ name }) => name === place)!,
    )
  })

  it.each(asks)('leaves every byte of $name as it is, if no fault changes anything', async (ask) => {
    const real = chaosWith({})
    const sent = await virtualTime(() => read(real, ask))
    const untouched = [
      faults.truncatedStream({ afterDeltas: 1_000 }),
      ...(ask.stream ? [faults.malformedEvent({ afterDeltas: 1_000 })] : [faults.terminalEventMissing()]),
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

  it('does not call the upstream if the fault answers by itself, or breaks the connection before', async () => {
    const real = chaosWith({})
    for (const injection of [faults.overloaded(), faults.connectionRefused()])
      await virtualTime(() => read(chaosWith({ upstream: chaosUpstream(real) }, injection), asks[0]!))
    expect(real.journal.calls).toEqual([])
  })

  it("that acts on a model's input, or on an unreadable reply, reports why it does not fire", async () => {
    const chaos = chaosWith({ upstream: chaosUpstream(chaosWith({})) })
    chaos.inject(faults.droppedInstructions())
    await virtualTime(() => read(chaos, asks[0]!))
    const why = coreOf(chaos).run.armed.idle.map((idle) => idleInWords(idle.why, idle.injection.trigger))
    expect(why).toEqual(['it cannot act on calls to chat.completions, which an upstream answers'])
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
    expect(call).toMatchObject({ received: 'Your parcel', ending: 'truncated' })
    expect(call!.truth).toMatch(/^Your parcel/)
  })

  it('keeps the answers of the upstream in the incident', async () => {
    const chaos = chaosWith({ upstream: chaosUpstream(chaosWith({})) })
    await virtualTime(() => read(chaos, asks[0]!))
    expect(JSON.stringify(chaos.incident().answers)).toContain('comes tomorrow before noon')
  })
})
