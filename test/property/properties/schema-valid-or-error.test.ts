import { z } from 'zod'
import { invalidStructuredOutput } from '../../../faults/index.ts'
import { faultsOf, schemaValidOrError } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { failureOf, openaiClient, timesKept } from '../apps.ts'
import { call, evidence, failed } from './evidence.ts'

const place = z.object({ city: z.string(), country: z.string() })
const property = schemaValidOrError(place)
const faults = faultsOf(invalidStructuredOutput)

async function askForPlace(read: (json: string) => unknown): Promise<unknown> {
  const { choices } = await openaiClient().chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Where is my parcel?' }],
    response_format: { type: 'json_schema', json_schema: { name: 'place', schema: z.toJSONSchema(place), strict: true } },
  })
  return read(choices[0]!.message.content!)
}

describe('schemaValidOrError', () => {
  test('holds if the value is validated', async ({ chaos }) => {
    const app = (): Promise<unknown> => askForPlace((json) => place.parse(JSON.parse(json)))
    expect(await timesKept(chaos, app, property, faults)).toBeGreaterThan(0)
  })

  test('is violated if it is only parsed', async ({ chaos }) => {
    const app = (): Promise<unknown> => askForPlace((json) => JSON.parse(json) as unknown)
    const failure = await failureOf(chaos, app, { faults, properties: [property] })
    expect(failure.message).toContain('the returned value does not match the schema')
  })

  test.for([
    [
      'rejects',
      [failed({ fired: [{ fault: 'overloaded', parameters: {}, at: 0 }] })],
      { type: 'error', error: new Error('no place') },
      'held',
    ],
    ['returns null if no provider answered', [failed()], { type: 'value', value: null }, 'remark'],
    ['returns an error if no provider answered', [failed()], { type: 'value', value: { error: 'overloaded' } }, 'remark'],
    ['returns a place from its own records', [failed()], { type: 'value', value: { city: 'Berlin', country: 'Germany' } }, 'held'],
  ] as const)('does not accuse an app that %s', ([, calls, settlement, expected]) => {
    expect(property.judge(evidence({ calls, settlement })).type).toBe(expected)
  })

  test('is violated if an answer is replaced by something else', () => {
    expect(property.judge(evidence({ calls: [call()], settlement: { type: 'value', value: null } })).type).toBe('violated')
  })

  test('is inconclusive without a call', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
