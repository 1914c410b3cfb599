import { expect } from 'vitest'
import { tokenExpired } from '../../faults/token-expired.ts'
import { open, order, post, request, testWith } from '../providers/mcp/shop.ts'

const test = testWith()
const withAuth = testWith({ auth: true })

test('lasts until another token is sent', async ({ chaos }) => {
  const headers = await open()
  chaos.inject(tokenExpired({ after: '1m' }))
  const send = async (token: string): Promise<number> => (await post(order, { ...headers, authorization: `Bearer ${token}` })).status
  expect(await send('one')).toBe(200)
  await new Promise((resolve) => setTimeout(resolve, 60_000))
  expect([await send('one'), await send('two')]).toEqual([401, 200])
  expect(chaos.journal.calls[2]).toMatchObject({ problem: { kind: 'authentication', permanent: false }, executed: false })
})

test('names the address that grants tokens', async ({ chaos }) => {
  chaos.inject(tokenExpired())
  const response = await fetch('https://shop.example/mcp', { method: 'POST', body: JSON.stringify(request('initialize')) })
  expect(response.headers.get('www-authenticate')).toBe(
    'Bearer error="invalid_token", resource_metadata="https://shop.example/.well-known/oauth-protected-resource/mcp"',
  )
  expect(chaos.journal.calls[0]?.status).toBe(401)
})

withAuth('cannot be renewed if the fault forbids it', async ({ chaos }) => {
  chaos.inject(tokenExpired({ refreshable: false }))
  const response = await fetch('https://shop.example/token', { method: 'POST', body: 'grant_type=refresh_token&refresh_token=old' })
  expect([response.status, await response.json()]).toEqual([
    400,
    { error: 'invalid_grant', error_description: 'The refresh token has expired.' },
  ])
  expect(chaos.neverFired).toEqual([])
})
