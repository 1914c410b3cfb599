import { strict as assert } from 'node:assert'
import { compaction, type Compaction } from './schema.ts'

export const host = 'api.openai.com'
export const authorization = 'Bearer sk-test'
export const model = 'gpt-5-mini'

/** A message of the user. */
export function user(content: unknown): unknown {
  return { type: 'message', role: 'user', content }
}

/** Sends a request over HTTP. */
export function post(body: object, path = '/v1/responses'): Promise<Response> {
  return fetch(`https://${host}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(body),
  })
}

/** Compacts a conversation. */
export async function compacted(input: readonly unknown[], others: object = {}): Promise<Compaction> {
  const reply = await post({ model, input, ...others }, '/v1/responses/compact')
  assert.equal(reply.status, 200)
  return compaction.parse(await reply.json())
}
