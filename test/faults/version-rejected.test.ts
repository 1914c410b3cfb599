import { expect } from 'vitest'
import { versionRejected } from '../../faults/version-rejected.ts'
import { postModern, testWith } from '../providers/mcp/shop.ts'

const test = testWith()

test('names the versions that are left', async ({ chaos }) => {
  chaos.inject(versionRejected())
  expect(await postModern('tools/list')).toMatchObject({
    status: 400,
    message: { error: { code: -32022, data: { requested: '2026-07-28', supported: ['2025-11-25', '2025-06-18', '2025-03-26'] } } },
  })
  expect(chaos.journal.calls[0]).toMatchObject({ problem: { kind: 'bad-request', permanent: true } })
})
