import { expect } from 'vitest'
import { scopeMissing } from '../../faults/scope-missing.ts'
import { open, order, post, testWith } from '../providers/mcp/shop.ts'

const test = testWith()

test('is named, until another token is sent', async ({ chaos }) => {
  const headers = await open()
  chaos.inject(scopeMissing({ scope: 'orders:write' }))
  const send = async (token: string): Promise<number> => (await post(order, { ...headers, authorization: `Bearer ${token}` })).status
  expect([await send('one'), await send('one'), await send('two')]).toEqual([403, 403, 200])
  expect(chaos.journal.calls[1]).toMatchObject({ problem: { kind: 'permission', permanent: false }, executed: false })
})

const withAuth = testWith({ auth: { scopes: ['read'] } })

withAuth('is there only for tokens that do not have it', async ({ chaos }) => {
  chaos.inject(scopeMissing({ scope: 'read write' }))
  const grant = async (scope: string): Promise<string> => {
    const body = `grant_type=client_credentials&scope=${scope}`
    const { access_token } = (await (await fetch('https://shop.example/token', { method: 'POST', body })).json()) as Record<string, string>
    return `Bearer ${access_token}`
  }
  const authorization = await grant('read')
  const headers = { ...(await open('2025-11-25', { authorization })), authorization }
  expect((await post(order, headers)).status).toBe(403)
  expect((await post(order, { ...headers, authorization: await grant('read') })).status).toBe(403)
  expect((await post(order, { ...headers, authorization: await grant('read+write') })).status).toBe(200)
  const response = await fetch('https://shop.example/mcp', { method: 'POST', headers, body: JSON.stringify(order) })
  expect(response.headers.get('www-authenticate')).toBe(
    'Bearer error="insufficient_scope", scope="read write", resource_metadata="https://shop.example/.well-known/oauth-protected-resource/mcp"',
  )
})
