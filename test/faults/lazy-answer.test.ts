import { describe } from 'vitest'
import { lazyAnswer } from '../../faults/lazy-answer.ts'
import { modelSaying } from './bench.ts'
import { expectChangedProse, expectJsonLeftAlone } from './prose.ts'

const rest = ' ... (the rest is left as it is; fill it in the same way)'
const four = 'One. Two! Three? Four.'
const test = modelSaying(four)
const shortTest = modelSaying('Only one.')
const jsonTest = modelSaying('{"days":30}')

describe('lazyAnswer', () => {
  test('keeps the first third of the sentences, and leaves the rest to the reader', ({ chaos }) =>
    expectChangedProse(chaos, lazyAnswer(), four, `One. Two!${rest}`))

  shortTest('keeps at least one sentence', ({ chaos }) => expectChangedProse(chaos, lazyAnswer(), 'Only one.', `Only one.${rest}`))

  jsonTest('leaves JSON as it is', ({ chaos }) => expectJsonLeftAlone(chaos, lazyAnswer(), '{"days":30}'))
})
