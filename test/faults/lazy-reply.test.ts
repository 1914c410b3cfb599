import { describe } from 'vitest'
import { lazyReply } from '../../faults/lazy-reply.ts'
import { modelSaying } from './bench.ts'
import { expectChangedProse, expectJsonLeftAlone } from './prose.ts'

const rest = ' ... (the rest is left as it is; fill it in the same way)'
const four = 'One. Two! Three? Four.'
const test = modelSaying(four)
const shortTest = modelSaying('Only one.')
const jsonTest = modelSaying('{"days":30}')

describe('lazyReply', () => {
  test('keeps the first third of the sentences, and leaves the rest to the reader', ({ chaos }) =>
    expectChangedProse(chaos, lazyReply(), four, `One. Two!${rest}`))

  shortTest('keeps at least one sentence', ({ chaos }) => expectChangedProse(chaos, lazyReply(), 'Only one.', `Only one.${rest}`))

  jsonTest('leaves JSON as it is', ({ chaos }) => expectJsonLeftAlone(chaos, lazyReply(), '{"days":30}'))
})
