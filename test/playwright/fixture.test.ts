import { expect, it } from 'vitest'
import { brownout, openai } from '../../src/index.ts'
import { serve } from '../../src/server/index.ts'
import { playwright } from './playwright.ts'

it('gives each test a scope, which it ends, and attaches the incident of a test that fails', async () => {
  const opened: string[] = []
  const server = await serve(brownout({ seed: 'tuesday', providers: [openai()] }), { onScope: (name) => void opened.push(name) })
  const tests = await playwright('test/playwright/suite', { BROWNOUT_URL: server.url })
  const statuses = Object.fromEntries(tests.map(({ title, status }) => [title, status]))
  expect(statuses).toEqual({
    'test 0 has faults and a journal of its own': 'passed',
    'test 1 has faults and a journal of its own': 'passed',
    'test 2 has faults and a journal of its own': 'passed',
    'test 3 has faults and a journal of its own': 'passed',
    'a test that fails': 'failed',
  })
  const attached = tests.flatMap(({ title, attachments }) =>
    attachments.flatMap(({ name, body }) => (name === 'incident.json' ? [{ title, body }] : [])),
  )
  expect(attached.map(({ title }) => title)).toEqual(['a test that fails'])
  const incident: unknown = JSON.parse(Buffer.from(attached[0]!.body, 'base64').toString())
  expect(incident).toMatchObject({ format: 'brownout-incident', seed: 'friday', plan: { injections: [{ fault: 'overloaded' }] } })
  expect(new Set(opened).size).toBe(5)
  expect(server.scopes.size).toBe(0)
  await server.close()
})
