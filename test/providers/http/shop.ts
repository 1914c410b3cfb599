import type { TestAPI } from 'vitest'
import { z } from 'zod'
import type { Chaos } from '../../../src/index.ts'
import { http } from '../../../src/providers/http/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'

export const url = 'https://shop.example/api'

const placed = {}

/** The orders that were placed in this run. */
type Orders = string[]

export function shop(): ReturnType<typeof http> {
  return http({
    name: 'shop',
    url,
    error: ({ status, message, retryAfter }) => ({
      status,
      headers: { 'x-error': String(status) },
      body: { problem: message, ...(retryAfter === undefined ? {} : { retryAfter }) },
    }),
    routes: {
      'GET /v1/orders/:id': {
        name: 'get-order',
        respond: ({ parameters: { id }, query }) =>
          id === 'none'
            ? Response.json({ problem: 'No such order' }, { status: 404 })
            : { id, in: query.get('in') ?? 'de', items: ['lamp'] },
      },
      'GET /v1/orders/all': { respond: ({ remember }) => ({ orders: remember<Orders>(placed, () => []) }) },
      'POST /v1/orders': {
        name: 'order',
        body: z.object({ item: z.string(), count: z.number().default(1) }),
        status: 201,
        headers: { Location: '/v1/orders/1' },
        duration: '250ms',
        respond({ body: { item, count }, remember }) {
          if (item === 'air') throw new Error('Out of stock.')
          const orders = remember<Orders>(placed, () => [])
          orders.push(item)
          return { ordered: item, count, number: orders.length }
        },
      },
      'PUT /v1/orders/:id/state': { respond: ({ body }) => ({ state: body }) },
      'PATCH /v1/orders/:id': { respond: () => undefined },
      'DELETE /v1/orders/:id': { respond: () => undefined },
      'POST /v1/search': { readOnly: true, respond: ({ body }) => ({ query: body, results: [] }) },
      'GET /terms': { value: 'Thirty days.' },
      'GET /catalogue': { file: 'test/providers/http/catalogue.json' },
    },
  })
}

export function testWith(): TestAPI<{ chaos: Chaos }> {
  return withChaos({ providers: [shop()] })
}

/** Sends JSON. */
export async function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: unknown }> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
}
