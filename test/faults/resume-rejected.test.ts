import { expect } from 'vitest'
import { resumeRejected } from '../../faults/resume-rejected.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { resumableShop, resumingClients } from '../providers/mcp/resumable.ts'

const test = withChaos({ providers: [resumableShop()], clientBehavior: 'ignore' })

test('leaves the client without the result of a tool that ran', async ({ chaos }) => {
  chaos.inject(resumeRejected({ status: 404 }))
  const [, connect] = resumingClients[0]!
  const client = await connect()
  await expect(client.call('price')).rejects.toThrow(/timed out/i)
  await client.close()
  const calls = chaos.journal.calls.filter(({ fired }) => fired.length > 0)
  expect(calls[0]).toMatchObject({ endpoint: 'tools/call', executed: true, ending: 'truncated', resumedAt: undefined })
  expect(calls[1]).toMatchObject({ endpoint: 'stream', status: 404 })
})
