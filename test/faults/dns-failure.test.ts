import { describe, expect } from 'vitest'
import { dnsFailure } from '../../faults/dns-failure.ts'
import { clients, errorOf, test } from './bench.ts'

describe.for(clients)('dnsFailure with $name', ({ ask, errors }) => {
  test.for([
    [false, 'ENOTFOUND'],
    [true, 'EAI_AGAIN'],
  ] as const)('throws APIConnectionError; temporary: %s means %s', async ([temporary, code], { chaos }) => {
    chaos.inject(dnsFailure({ temporary }))
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.APIConnectionError)
    expect(error).toMatchObject({ cause: { cause: { code, syscall: 'getaddrinfo', hostname: expect.stringContaining('api.') as string } } })
    expect(chaos.journal.calls).toMatchObject([
      { status: undefined, endedAt: 0, ending: 'reset', received: '', fired: [{ fault: 'dns-failure', parameters: { temporary } }] },
    ])
  })

  test('is not temporary by default', async ({ chaos }) => {
    chaos.inject(dnsFailure())
    expect(await errorOf(ask())).toMatchObject({ cause: { cause: { code: 'ENOTFOUND' } } })
  })
})
