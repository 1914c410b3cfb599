import type OpenAI from 'openai'
import { serverError } from '../../../faults/index.ts'
import { faultsOf, noSecretLeak, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askOpenAI, failureOf, openaiClient, timesKept } from '../apps.ts'
import { call, evidence } from './evidence.ts'

const secret = 'sk-of-the-app'
const property = noSecretLeak([secret])
const faults = faultsOf(serverError)

/** Makes a call, and throws an error that contains the client. */
function asking(wrap: (error: unknown, client: OpenAI) => unknown): Task {
  const client = openaiClient({ apiKey: secret })
  return () =>
    askOpenAI(client).catch((error: unknown) => {
      throw wrap(error, client)
    })
}

describe('noSecretLeak', () => {
  test('holds for the errors of the SDK', async ({ chaos }) => {
    expect(
      await timesKept(
        chaos,
        asking((error) => error),
        property,
        faults,
      ),
    ).toBeGreaterThan(0)
  })

  test('is violated by an error that holds the request', async ({ chaos }) => {
    const app = asking(
      (_error, { apiKey }) => new Error('failed', { cause: { headers: new Headers({ authorization: `Bearer ${apiKey}` }) } }),
    )
    const failure = await failureOf(chaos, app, { faults, properties: [property] })
    expect(failure.message).toContain('the error contains a secret')
  })

  test.for([
    ['names the provider and the status', new Error('openai answered 500', { cause: { status: 500 } })],
    ['shows the last characters of the key', new Error('openai refused the key that ends in e-app')],
    ['throws a text', 'failed: try again later'],
  ] as const)('does not accuse an app that %s', ([, error]) => {
    expect(property.judge(evidence({ calls: [call()], settlement: { type: 'error', error } })).type).toBe('held')
  })

  test('looks into what each task returned', () => {
    const task = { name: 'Ada', startedAt: 0, settledAt: 10, settlement: { type: 'value', value: { debug: `key=${secret}` } } } as const
    expect(property.judge(evidence({ calls: [call()], tasks: [task] }))).toEqual({
      type: 'violated',
      how: 'the value of Ada contains a secret',
    })
  })

  test.for(['', 'test', undefined])('refuses to look for %j, which is in other texts by chance', (short) => {
    expect(() => noSecretLeak([short as string])).toThrow('noSecretLeak() cannot look for secret 1')
  })

  test('is inconclusive without a secret to look for', () => {
    expect(noSecretLeak([]).judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
  })
})
