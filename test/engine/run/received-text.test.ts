import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ReceivedText } from '../../../src/engine/run/received-text.ts'

const anyTexts = fc.array(fc.constantFrom('', 'a', 'b', 'ab', '\u{1F600}'), { maxLength: 30 })

it('is all texts that have arrived, whether or not they are the beginning of the answer', () => {
  fc.assert(
    fc.property(anyTexts, anyTexts, fc.option(fc.nat(30), { nil: undefined }), (texts, others, same) => {
      const answer = same === undefined ? undefined : [...texts.slice(0, same), ...others].join('')
      const received = new ReceivedText()
      for (const [index, text] of texts.entries()) {
        received.add(text, answer)
        expect(received.text).toBe(texts.slice(0, index + 1).join(''))
      }
    }),
  )
})

it('stays the same if the answer becomes another one', () => {
  const received = new ReceivedText()
  received.add('It is', 'It is late.')
  received.add(' late.', 'Something else')
  expect(received.text).toBe('It is late.')
})
