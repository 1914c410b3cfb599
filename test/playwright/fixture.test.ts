import { expect, it } from 'vitest'
import { brownout, openai } from '../../src/index.ts'
import { serve } from '../../src/server/index.ts'
import { playwright } from './playwright.ts'

it('gives each test a scope, which it ends, and attaches the calls and the incident of a test that fails', async () => {
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
  expect(Object.fromEntries(tests.map(({ title, annotations }) => [title, annotations]))).toMatchObject({
    'test 0 has faults and a journal of its own': [{ type: 'fault', description: 'overloaded fired on 1 of 2 calls' }],
    'test 1 has faults and a journal of its own': [],
    'a test that fails': [{ type: 'fault', description: 'overloaded fired on 1 of 1 calls' }],
  })
  const attached = tests.flatMap(({ title, attachments }) =>
    attachments.flatMap(({ name, body }) =>
      /^(?:calls|incident)/.test(name) ? [{ title, name, text: Buffer.from(body, 'base64').toString() }] : [],
    ),
  )
  expect(attached.map(({ title, name }) => `${title}: ${name}`)).toEqual([
    'a test that fails: calls.txt',
    'a test that fails: incident.json',
  ])
  expect(attached[0]!.text).toMatch(/^\d+ms openai chat\.completions gpt-4o: 503, refused after \d+ms, fired: overloaded$/)
  const incident: unknown = JSON.parse(attached[1]!.text)
  expect(incident).toMatchObject({ format: 'brownout-incident', seed: 'friday', plan: { injections: [{ fault: 'overloaded' }] } })
  expect(new Set(opened).size).toBe(5)
  expect(server.scopes.size).toBe(0)
  await server.close()
})
