import { expect } from 'vitest'
import { testWith } from './shop.ts'

const test = testWith()

test('answers 404 if clients look for an endpoint that is optional for a server', async ({ chaos }) => {
  for (const path of ['/sse', '/.well-known/oauth-protected-resource/mcp'])
    expect((await fetch(`https://shop.example${path}`)).status).toBe(404)
  expect(chaos.journal.unhandled).toEqual([])
})

test('reports any other address, and names each expected one once', async ({ chaos }) => {
  expect((await fetch('https://shop.example/mpc', { method: 'POST' })).status).toBe(404)
  const [blocked] = chaos.journal.unhandled
  expect(blocked!.message).toBe(
    'Blocked POST https://shop.example/mpc: shop is emulated, but not this endpoint. Nothing was sent. Did you mean "POST /mcp"?',
  )
  chaos.reset()
  await fetch('https://shop.example/other', { method: 'PATCH' })
  expect(chaos.journal.unhandled[0]!.message).toContain('Expected one of: POST /mcp, GET /mcp, DELETE /mcp.')
  chaos.reset()
})
