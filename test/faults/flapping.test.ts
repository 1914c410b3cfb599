import { describe, expect, it } from 'vitest'
import { flapping } from '../../faults/flapping.ts'
import { brownout, openai, virtualTime } from '../../src/index.ts'
import { chat, claude, clients, errorOf, test, timePasses } from './bench.ts'
import { refused } from './refused.ts'
import { overTheWire } from './wire.ts'

/** The states found by calls two seconds apart: a letter for each call, d for down and u for up. */
async function found(calls: number): Promise<string> {
  let letters = ''
  for (let asked = 0; asked < calls; asked++) {
    letters += (await overTheWire()).status === 200 ? 'u' : 'd'
    await timePasses('2s')
  }
  return letters
}

/** The lengths of the stretches in seconds, without the last, which is not over. */
function lengthsOf(letters: string, letter: 'd' | 'u'): number[] {
  return (letters.match(/d+|u+/g) ?? []).slice(0, -1).flatMap((stretch) => (stretch.startsWith(letter) ? [stretch.length * 2] : []))
}

describe.for(clients)('flapping with $name', ({ ask, errors }) => {
  test('is down first, and throws InternalServerError (503)', async ({ chaos }) => {
    chaos.inject(flapping())
    expect(await errorOf(ask())).toBeInstanceOf(errors.InternalServerError)
    expect(chaos.journal.calls).toMatchObject([refused('flapping', { status: 503, kind: 'unavailable', permanent: false })])
  })
})

describe('flapping', () => {
  test('continues, in periods of 0.5 to 1.5 times their mean', async ({ chaos }) => {
    chaos.inject(flapping({ down: '10s', up: '20s' }))
    const letters = await found(120)
    const stretches = [
      { lengths: lengthsOf(letters, 'd'), mean: 10 },
      { lengths: lengthsOf(letters, 'u'), mean: 20 },
    ]
    for (const { lengths, mean } of stretches) {
      expect(lengths.length).toBeGreaterThanOrEqual(5)
      expect(Math.min(...lengths)).toBeGreaterThanOrEqual(mean * 0.5 - 2)
      expect(Math.max(...lengths)).toBeLessThanOrEqual(mean * 1.5 + 2)
      expect(new Set(lengths).size).toBeGreaterThan(1)
    }
  })

  test('is down or up at a time, for every caller', async ({ chaos }) => {
    chaos.inject(flapping({ down: '10s', up: '10s' }))
    for (let asked = 0; asked < 10; asked++) {
      const [atOpenai, atAnthropic] = await Promise.all([errorOf(chat.ask()), errorOf(claude.ask())])
      expect(atOpenai === undefined).toBe(atAnthropic === undefined)
      await timePasses('4s')
    }
  })

  it('flaps by the seed', async () => {
    async function underSeed(seed: string): Promise<string> {
      const chaos = brownout({ seed, providers: [openai()] })
      chaos.inject(flapping({ down: '10s', up: '10s' }))
      const release = chaos.intercept()
      try {
        return await virtualTime(() => found(20))
      } finally {
        release()
      }
    }
    const friday = await underSeed('friday')
    expect(await underSeed('friday')).toBe(friday)
    expect(await underSeed('saturday')).not.toBe(friday)
  })

  test('is down and up for 30 s each by default', async ({ chaos }) => {
    chaos.inject(flapping())
    await errorOf(chat.ask())
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ fault: 'flapping', parameters: { down: 30_000, up: 30_000 } }])
  })
})
