import { describe, expect } from 'vitest'
import { BrownoutError } from '../../../src/index.ts'
import { http } from '../../../src/providers/http/index.ts'
import { send, testWith } from './shop.ts'

const test = testWith()

describe('a route', () => {
  test('gets the parameters of the path and the query', async ({ chaos }) => {
    expect(await send('GET', '/v1/orders/a%2Fb?in=at')).toMatchObject({ status: 200, body: { id: 'a/b', in: 'at', items: ['lamp'] } })
    expect(chaos.journal.calls).toMatchObject([
      { provider: 'shop', endpoint: 'get-order', status: 200, executed: true, ending: 'complete' },
    ])
    expect(chaos.journal.calls[0]?.received).toBe(chaos.journal.calls[0]?.truth)
    expect(chaos.journal.calls[0]?.effect).toBeUndefined()
  })

  test('has priority over one with more parameters', async ({ chaos }) => {
    expect((await send('GET', '/v1/orders/all/')).body).toEqual({ orders: [] })
    expect(chaos.journal.calls[0]?.endpoint).toBe('GET /v1/orders/all')
  })

  test('answers with its status and headers after its time', async ({ chaos }) => {
    const { status, headers, body } = await send('POST', '/v1/orders', { item: 'lamp' })
    expect([status, headers.get('location'), headers.get('content-length')]).toEqual([201, '/v1/orders/1', '39'])
    expect(body).toEqual({ ordered: 'lamp', count: 1, number: 1 })
    expect(chaos.journal.calls[0]).toMatchObject({ startedAt: 0, endedAt: 250, executed: true, effect: { name: 'order' } })
  })

  test('remembers through the run, and forgets at a reset', async ({ chaos }) => {
    await send('POST', '/v1/orders', { item: 'lamp' })
    expect((await send('GET', '/v1/orders/all')).body).toEqual({ orders: ['lamp'] })
    chaos.reset()
    expect((await send('GET', '/v1/orders/all')).body).toEqual({ orders: [] })
  })

  test('answers with nothing, a text, or a file', async ({ chaos }) => {
    expect(await send('DELETE', '/v1/orders/7')).toMatchObject({ status: 204, body: '' })
    expect(await send('PATCH', '/v1/orders/7', {})).toMatchObject({ status: 204, body: '' })
    const terms = await send('GET', '/terms')
    expect([terms.body, terms.headers.get('content-type')]).toEqual(['Thirty days.', 'text/plain; charset=utf-8'])
    expect((await send('GET', '/catalogue')).body).toEqual({ items: ['lamp', 'chair'] })
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['complete', 'complete', 'complete', 'complete'])
  })

  test('refuses by a Response of its own', async ({ chaos }) => {
    expect(await send('GET', '/v1/orders/none')).toMatchObject({ status: 404, body: { problem: 'No such order' } })
    expect(chaos.journal.calls[0]).toMatchObject({ ending: 'refused', executed: true, problem: { kind: 'not-found', permanent: true } })
  })

  test('fails if its function throws, and has no effect', async ({ chaos }) => {
    const { status, headers, body } = await send('POST', '/v1/orders', { item: 'air' })
    expect([status, headers.get('x-error'), body]).toEqual([500, '500', { problem: 'Out of stock.' }])
    expect(chaos.journal.calls[0]).toMatchObject({ executed: true, problem: { kind: 'server-error' } })
    expect(chaos.journal.calls[0]?.effect).toBeUndefined()
  })

  test('does not run for a body that does not fit', async ({ chaos }) => {
    const misshapen = await send('POST', '/v1/orders', { item: 7 })
    expect(misshapen.status).toBe(400)
    expect(JSON.stringify(misshapen.body)).toContain('at item')
    const broken = await fetch('https://shop.example/api/v1/orders', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    })
    expect(await broken.text()).toContain('The body is not JSON')
    expect(chaos.journal.calls.map(({ executed }) => executed)).toEqual([false, false])
  })

  test('has an attempt for each equal request, in any order of its members', async ({ chaos }) => {
    await send('POST', '/v1/search', { text: 'lamp', limit: 1 })
    await send('POST', '/v1/search', { limit: 1, text: 'lamp' })
    await send('POST', '/v1/search', { limit: 2, text: 'lamp' })
    expect(chaos.journal.calls.map(({ attempt }) => attempt)).toEqual([0, 1, 0])
  })

  test('that is unknown is refused, with the nearest one', async ({ chaos }) => {
    const { status, headers, body } = await send('POST', '/v1/order')
    expect([status, headers.get('x-brownout')]).toEqual([404, 'unhandled_request'])
    expect(JSON.stringify(body)).toContain(String.raw`Did you mean \"POST /api/v1/orders\"?`)
    expect(chaos.journal.calls).toEqual([])
    expect(chaos.journal.unhandled).toHaveLength(1)
    chaos.reset()
  })
})

describe('effects', () => {
  test.for([
    ['GET', '/terms', false, false],
    ['POST', '/v1/search', false, false],
    ['POST', '/v1/orders', true, false],
    ['PUT', '/v1/orders/7/state', true, true],
    ['DELETE', '/v1/orders/7', true, true],
    ['PATCH', '/v1/orders/7', true, false],
  ] as const)('%s %s', async ([method, path, isEffect, isIdempotent], { chaos }) => {
    await send(method, path, method === 'GET' ? undefined : { item: 'lamp' })
    const { effect } = chaos.journal.calls[0]!
    expect([effect !== undefined, effect?.key !== undefined]).toEqual([isEffect, isIdempotent])
  })

  test.for(['idempotency-key', 'X-Idempotency-Key'])('with the header %s are one', async (header, { chaos }) => {
    await send('POST', '/v1/orders', { item: 'lamp' }, { [header]: 'order 7' })
    expect(chaos.journal.calls[0]?.effect?.key).toBe('order 7')
  })
})

describe('an API that cannot be set up', () => {
  const routes = { 'GET /a': { value: 1 } }
  test.for([
    [{ name: '', url: 'https://a.example', routes }, '"name"'],
    [{ name: 'a', url: 'a.example', routes }, 'expected a URL'],
    [{ name: 'a', url: 'https://a.example', routes: {} }, '"routes"'],
    [{ name: 'a', url: 'https://a.example', routes, rotues: 1 }, 'rotues'],
    [{ name: 'a', url: 'https://a.example', routes: { 'FETCH /a': { value: 1 } } }, 'expected one of GET, POST, PUT, PATCH, DELETE'],
    [{ name: 'a', url: 'https://a.example', routes: { 'GET /a': {} } }, 'it has no answer'],
    [{ name: 'a', url: 'https://a.example', routes: { 'GET /a': { value: 1, file: 'a.json' } } }, 'it has value and file'],
    [{ name: 'a', url: 'https://a.example', routes: { 'GET /a': { value: 1, duration: 'soon' } } }, '"duration"'],
    [{ name: 'a', url: 'https://a.example', routes: { 'GET /a': { value: 1, readonly: true } } }, 'readOnly'],
    [{ name: 'a', url: 'https://a.example', routes: { 'GET /a': { file: 'none.json' } } }, 'none.json'],
  ] as const)('%j', ([options, message]) => {
    expect(() => http(options as unknown as Parameters<typeof http>[0])).toThrow(BrownoutError)
    expect(() => http(options as unknown as Parameters<typeof http>[0])).toThrow(message)
  })
})
