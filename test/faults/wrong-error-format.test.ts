import { describe, expect } from 'vitest'
import { wrongErrorFormat } from '../../faults/wrong-error-format.ts'
import { overloaded } from '../../faults/overloaded.ts'
import { clients, errorOf, hear, test } from './bench.ts'

describe.for(clients)('wrongErrorFormat with $name', ({ ask, stream, errors }) => {
  test('throws the class of its status, with a body that the provider never sends', async ({ chaos }) => {
    chaos.inject(wrongErrorFormat())
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.RateLimitError)
    expect(error).toMatchObject({ status: 429, message: expect.stringContaining('come back later') as string })
    expect(error).not.toHaveProperty('error.error')
    expect(chaos.journal.calls).toMatchObject([
      { status: 429, ending: 'refused', problem: undefined, received: '', fired: [{ fault: 'wrong-error-format' }] },
    ])
  })

  test('has the given status and text', async ({ chaos }) => {
    chaos.inject(wrongErrorFormat({ status: 503, text: 'gone fishing' }))
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.InternalServerError)
    expect(error).toMatchObject({ status: 503, message: expect.stringContaining('gone fishing') as string })
  })

  test('replaces a stream', async ({ chaos }) => {
    chaos.inject(wrongErrorFormat())
    const { pieces, error } = await hear(stream())
    expect(pieces).toEqual([])
    expect(error).toBeInstanceOf(errors.RateLimitError)
  })

  test('hides the error that the provider would return', async ({ chaos }) => {
    chaos.inject(overloaded(), wrongErrorFormat({ status: 400 }))
    expect(await errorOf(ask())).toBeInstanceOf(errors.BadRequestError)
  })
})

describe('wrongErrorFormat', () => {
  test.for([399, 600, 429.5])('refuses %d for a status', (status) => {
    expect(() => wrongErrorFormat({ status })).toThrow(/status/)
  })
})
