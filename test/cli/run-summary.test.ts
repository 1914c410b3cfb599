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
