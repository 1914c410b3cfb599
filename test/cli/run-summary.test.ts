import { expect, it } from 'vitest'
import { quotaExhausted } from '../../faults/index.ts'
import { summaryOfScope } from '../../src/cli/run-summary.ts'
import { brownout, openai } from '../../src/index.ts'

it('the summary of a scope has the rules that its client violated', async () => {
  const chaos = brownout({ providers: [openai()] })
  chaos.inject(quotaExhausted())
  const release = chaos.intercept()
  const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello?' }] })
  for (let count = 0; count < 3; count++) {
    const response = await fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer test' },
      body,
    })
    await response.text()
  }
  release()
  expect(summaryOfScope('worker-3', chaos)).toEqual([
    'worker-3: 3 calls, 3 hit',
    expect.stringMatching(/^ {2}✕ no-retry-of-permanent: openai answered/),
  ])
})

it('the summary of a scope contains no credential that its client sent', async () => {
  const chaos = brownout({ providers: [openai()] })
  const release = chaos.intercept()
  const key = 'qW3rtYu1oPasDfGh'
  const turns = Array.from({ length: 12 }, (_, turn) => [
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: `call_${turn}`, type: 'function', function: { name: 'track', arguments: JSON.stringify({ key }) } }],
    },
    { role: 'tool', tool_call_id: `call_${turn}`, content: 'In Lyon.' },
  ])
  const messages = [{ role: 'user', content: 'Where is my parcel?' }, ...turns.flat()]
  const tools = [{ type: 'function', function: { name: 'track', parameters: { type: 'object', properties: { key: { type: 'string' } } } } }]
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ model: 'gpt-4o', messages, tools }),
  })
  await response.text()
  release()
  expect(summaryOfScope('worker-3', chaos)[1]).toMatch(
    /^ {2}✕ stops-repeated-tool-calls: track\(\{"key":"\[removed\]"\}\) was run 12 times/,
  )
})
