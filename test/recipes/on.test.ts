import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { bereavementFare, everyoneFellTogether, googleQuotaNull, retiredTonight } from '../../recipes/index.ts'
import { amongProviders } from '../../src/engine/plan/recipe.ts'
import { answers, brownout, openai } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

describe('a recipe of a provider that the app does not use', () => {
  it('is refused, by an error that names the option that helps', () => {
    const chaos = brownout({ providers: [openai()] })
    expect(() => chaos.play(googleQuotaNull())).toThrow(
      `Cannot play "google-quota-null" on "gemini": it is not set up here. Play it on another provider with the option on: 'openai'.`,
    )
    expect(() => chaos.play(googleQuotaNull({ on: 'mistral' }))).toThrow('on "mistral"')
    expect(chaos.injections).toEqual([])
  })

  it('is played on one that it does use', () => {
    const chaos = brownout({ providers: [openai()] })
    chaos.play(googleQuotaNull({ on: 'openai' }), googleQuotaNull({ on: { gemini: 'openai' } }))
    expect(new Set(chaos.injections.map(({ trigger }) => trigger.for?.[0]?.provider))).toEqual(new Set(['openai']))
  })

  it('is moved provider by provider, and refuses to move one that it does not name', () => {
    const targets = everyoneFellTogether({ on: { openai: 'azure' } }).injections.map(({ trigger }) => trigger.for)
    expect(targets).toEqual([[{ provider: 'azure' }], [{ provider: 'azure' }], [{ any: 'anthropic' }]])
    expect(() => everyoneFellTogether({ on: { opneai: 'azure' } })).toThrow('Did you mean "openai"?')
  })

  it('fires any model of the provider that it is moved to', () => {
    expect(retiredTonight().injections[0]!.trigger.for).toEqual([{ provider: 'openai', model: 'gpt-4*' }])
    expect(retiredTonight({ on: 'openai' }).injections[0]!.trigger.for).toEqual([{ provider: 'openai' }])
  })
})

describe('the answers of a recipe', () => {
  const day = bereavementFare()

  withChaos({ answers: answers.facts(day.answers), unfiredFaults: 'ignore' })(
    'give its faults a truth to turn into a lie',
    async ({ chaos }) => {
      const client = new OpenAI({ apiKey: 'test' })
      const ask = async (): Promise<string | null> =>
        (
          await client.chat.completions.create({
            model: 'gpt-4o',
            messages: [{ role: 'user', content: 'How do I claim a bereavement fare?' }],
          })
        ).choices[0]!.message.content
      const [fact] = day.answers
      expect(await ask()).toContain(fact!.truth)
      chaos.play(day)
      expect(await ask()).toContain(fact!.lies![0])
    },
  )

  it('are absent if any question fits', () => {
    expect(googleQuotaNull().answers).toEqual([])
  })
})

describe('a recipe for the providers that an app calls', () => {
  const on = (...known: readonly string[]): unknown => amongProviders(googleQuotaNull.recipe, known)

  it('stays on the one that it names, even if the app calls another one first', () => {
    expect(on('openai', 'gemini')).toEqual({})
    expect(on('gemini', 'openai')).toEqual({})
  })

  it('moves to the first one if the app does not call the one that it names', () => {
    expect(on('openai', 'anthropic')).toEqual({ on: { gemini: 'openai' } })
  })
})
