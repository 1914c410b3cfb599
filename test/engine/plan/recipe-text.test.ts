import { describe, expect, it } from 'vitest'
import { openaiThirtySecondHang, recipes } from '../../../recipes/catalogue.ts'
import { readRecipe } from '../../../src/engine/plan/recipe-text.ts'

describe('a recipe on a command line', () => {
  it('is played as in code', () => {
    const read = (text: string): unknown => JSON.parse(JSON.stringify(readRecipe(text, recipes)))
    const made = openaiThirtySecondHang({ from: '19m', speed: 10, on: 'anthropic', intensity: 0.5 })
    expect(read('openai-thirty-second-hang:from=19m,speed=10,on=anthropic,intensity=0.5')).toEqual(JSON.parse(JSON.stringify(made)))
    expect(read('openai-thirty-second-hang')).toEqual(JSON.parse(JSON.stringify(openaiThirtySecondHang())))
  })

  it.each([
    ['openai-thirty-second-hagn', 'Did you mean "openai-thirty-second-hang"?'],
    ['openai-thirty-second-hang:sped=10', 'Did you mean "speed"?'],
    ['openai-thirty-second-hang:speed=fast', 'expected a number from 0.001 to 1,000,000'],
    ['openai-thirty-second-hang:speed=', 'expected a number from 0.001 to 1,000,000'],
    ['openai-thirty-second-hang:from', 'expected key=value, such as speed=10'],
    ['openai-thirty-second-hang:from=soon', 'Cannot read "soon" as a duration'],
  ])('is not understood as %s', (text, message) => {
    expect(() => readRecipe(text, recipes)).toThrow(message)
  })
})
