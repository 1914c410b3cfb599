import { describe, expect } from 'vitest'
import { nameNotFound } from '../../faults/name-not-found.ts'
import { clients, errorOf, test } from './bench.ts'

describe.for(clients)('nameNotFound with $name', ({ ask, errors }) => {
  test.for([
    [false, 'ENOTFOUND'],
    [true, 'EAI_AGAIN'],
  ] as const)('throws APIConnectionError; temporary: %s means %s', async ([temporary, code], { chaos }) => {
    chaos.inject(nameNotFound({ temporary }))
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.APIConnectionError)
    expect(error).toMatchObject({ cause: { cause: { code, syscall: 'getaddrinfo', hostname: expect.stringContaining('api.') as string } } })
    expect(chaos.journal.calls).toMatchObject([
      { status: undefined, endedAt: 0, ending: 'reset', received: '', fired: [{ fault: 'name-not-found', parameters: { temporary } }] },
    ])
  })

  test('is not temporary by default', async ({ chaos }) => {
    chaos.inject(nameNotFound())
    expect(await errorOf(ask())).toMatchObject({ cause: { cause: { code: 'ENOTFOUND' } } })
  })
})
