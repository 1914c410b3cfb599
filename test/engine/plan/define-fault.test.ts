import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { BrownoutError } from '../../../src/engine/base/errors.ts'
import { defineFault } from '../../../src/engine/plan/define-fault.ts'
import { anyTraits } from '../traits.ts'

const right = {
  name: 'made-up',
  summary: 'something happens',
  ...anyTraits,
  sources: ['https://example.com'],
  breaks: [],
  parameters: z.object({}),
  admit: () => undefined,
}
const { admit: _, ...stageless } = right

describe('a fault that cannot be defined', () => {
  it.each([
    ['acts at no stage', stageless, /: it acts at no stage\. Expected a function for one of: admit, perceive, /],
    ['has no family', { ...right, family: undefined }, ': "family" is missing. Expected one of: Connection, HTTP errors, '],
    ['has a slip in its family', { ...right, family: 'Streams' }, ': "family" cannot be "Streams". Did you mean "Stream"?'],
    ['needs nothing that is known', { ...right, needs: ['streams'] }, ': "needs" cannot be "streams". Did you mean "stream"?'],
    ['has no list of needs', { ...right, needs: 'stream' }, `: "needs" cannot be "stream". Expected a list, such as ['stream'].`],
    ['shows something unknown', { ...right, shows: 'silent' }, ': "shows" cannot be "silent". Did you mean "silence"?'],
    ['lasts somehow', { ...right, persistence: 'permanant' }, ': "persistence" cannot be "permanant". Did you mean "permanent"?'],
    ['happens somehow', { ...right, frequency: 'often' }, ': "frequency" cannot be "often". Expected one of: common, occasional, rare.'],
    ['has a stage that does not exist', { ...right, deliver_: () => [] }, ': a fault has no "deliver_". Did you mean "deliver"?'],
    ['has no parameters', { ...right, parameters: undefined }, ': "parameters" is not a zod object. Expected z.object({ ... })'],
    [
      'has a parameter with the name of a trigger',
      { ...right, parameters: z.object({ every: z.number() }) },
      ': its parameter "every" has the name of a trigger, and a command line could not distinguish them.',
    ],
  ])('because it %s', (_case, fault, message) => {
    const define = (): unknown => defineFault(fault as typeof right)
    expect(define).toThrow(BrownoutError)
    expect(define).toThrow('Cannot define the fault "made-up"')
    expect(define).toThrow(message)
  })
})

it('has a name that plans and the command line can use', () => {
  expect(() => defineFault({ ...right, name: 'madeUp' })).toThrow(
    'Cannot define the fault "madeUp": expected a name in kebab case, such as "truncated-stream".',
  )
})
