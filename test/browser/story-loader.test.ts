import { beforeEach, expect, it } from 'vitest'
import { openaiThirtySecondHang } from '../../recipes/index.ts'
import { rateLimited, truncatedStream } from '../../faults/index.ts'
import { storyLoader } from '../../src/browser/index.ts'
import { brownout, openai } from '../../src/index.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
const load = storyLoader(chaos)
const injected = (): string[] => chaos.injections.map(({ fault }) => fault.name)

beforeEach(() => chaos.reset('tuesday'))

it('injects what a story names, and nothing of the story before', async () => {
  await load({ parameters: { brownout: { seed: 'friday', faults: [rateLimited().first(1)] } } })
  expect(chaos.seed).toBe('friday')
  expect(injected()).toEqual(['rate-limited'])
  await load({ parameters: { brownout: { faults: [truncatedStream()], recipes: [openaiThirtySecondHang()] } } })
  expect(injected()).toEqual(['truncated-stream', 'server-error', 'slow-first-token'])
  expect(await load({ parameters: {} })).toEqual({ chaos })
  expect(injected()).toEqual([])
  expect(chaos.seed).toBe('tuesday')
})

it('names the expected value of a wrong parameter', async () => {
  const brownoutOf = (parameters: object) => load({ parameters: { brownout: parameters } })
  await expect(brownoutOf({ fautls: [] })).rejects.toThrow('Did you mean "faults"?')
  await expect(brownoutOf({ faults: rateLimited() })).rejects.toThrow('a list, such as [rateLimited().first(1)]')
})
