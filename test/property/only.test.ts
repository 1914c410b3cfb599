import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { truncatedStream } from '../../faults/index.ts'
import { brownout, openai } from '../../src/index.ts'
import { faultsOf, survives, type SurvivalReport } from '../../src/property/index.ts'
import { streamOpenAI } from './apps.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
let release = (): void => {}
beforeAll(() => void (release = chaos.intercept()))
afterAll(() => release())

/** Returns a truncated answer as if it were complete. */
const careless = async (): Promise<string> => (await streamOpenAI()).text

function searched(...only: readonly string[]): Promise<SurvivalReport> {
  return survives(chaos, careless, { faults: faultsOf(truncatedStream), runs: 4, only })
}

describe('the option "only" of survives', () => {
  it('judges one property or check, and no other', async () => {
    expect(Object.keys((await searched('rejections-handled')).properties)).toEqual(['rejections-handled'])
    await expect(searched('complete-or-marked')).rejects.toMatchObject({ property: 'complete-or-marked' })
    await expect(searched('no-silent-truncation')).rejects.toMatchObject({ property: 'no-silent-truncation' })
  })

  it('names the nearest for an unknown property or check', async () => {
    await expect(searched('complete-or-market')).rejects.toThrow(
      'survives() cannot judge only "complete-or-market": no property and no baseline check has this id. Did you mean "complete-or-marked"?',
    )
    await expect(searched()).rejects.toThrow('survives() got an empty list as "only"')
  })
})
