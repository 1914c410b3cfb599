import { describe, expect } from 'vitest'
import { wrongLanguage } from '../../faults/wrong-language.ts'
import { modelSaying } from './bench.ts'
import { expectChangedProse, expectJsonLeftAlone, prose } from './prose.ts'

const english = 'you pay Maria 25.50 euros within 30 days'
const test = modelSaying(english)
const plainTest = modelSaying('yes, you can')
const jsonTest = modelSaying('{"days":30}')

describe('wrongLanguage', () => {
  test.for([
    ['de', 'Gerne beantworte ich Ihre Frage. Die wichtigsten Angaben sind:'],
    ['fr', 'Voici la réponse à votre question. Les points importants sont :'],
    ['es', 'Aquí tiene la respuesta a su pregunta. Los datos importantes son:'],
    ['zh', '以下是对您问题的回答。要点如下：'],
  ] as const)('answers in %s, with the same names and numbers', async ([to, opening], { chaos }) => {
    await expectChangedProse(chaos, wrongLanguage({ to }), english, `${opening} Maria, 25.50, 30`)
  })

  test('answers in German by default', async ({ chaos }) => {
    chaos.inject(wrongLanguage())
    expect(await prose()).toMatch(/^Gerne beantworte ich/)
  })

  plainTest('generates nothing without names and numbers', async ({ chaos }) => {
    chaos.inject(wrongLanguage({ to: 'zh' }))
    expect(await prose()).toBe('以下是对您问题的回答。要点如下： —')
  })

  jsonTest('leaves JSON as it is', ({ chaos }) => expectJsonLeftAlone(chaos, wrongLanguage(), '{"days":30}'))
})
