import { describe, expect } from 'vitest'
import { authenticationFailed, modelNotFound } from '../../faults/index.ts'
import { clients, errorOf, test } from './bench.ts'

describe.for(clients)('before $name', ({ ask, stream, errors, provider }) => {
  test.for([
    ['modelNotFound', modelNotFound(), 'NotFoundError', 404],
    ['authenticationFailed', authenticationFailed(), 'AuthenticationError', 401],
  ] as const)('%s is an error of its own class, and is not tried again', async ([, injection, name, status], { chaos }) => {
    chaos.inject(injection)
    const error = await errorOf(ask({ maxRetries: 3 }))
    expect(error).toBeInstanceOf(errors[name])
    expect(error).toMatchObject({ status })
    expect(await errorOf(stream({ maxRetries: 3 })[Symbol.asyncIterator]().next())).toBeInstanceOf(errors[name])
    expect(chaos.journal.calls).toHaveLength(2)
    expect(chaos.journal.calls[0]).toMatchObject({ provider, ending: 'refused', problem: { permanent: true } })
  })
})
