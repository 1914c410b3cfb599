import { expect } from 'vitest'
import { ignoresShutdown } from '../../faults/ignores-shutdown.ts'
import { connect, test } from '../stdio/shop.ts'

test('a client that closes must kill the server', async ({ chaos }) => {
  chaos.inject(ignoresShutdown())
  const client = await connect()
  await client.close()
  const [spawned, ...others] = chaos.journal.calls
  expect(spawned).toMatchObject({ exitedAt: 4_000, notes: ['exited by SIGKILL'] })
  expect(others.filter(({ endpoint }) => endpoint === 'exit').map(({ ending }) => ending)).toEqual(['aborted', 'aborted'])
})
