import { overloaded } from 'brownout/faults'
import { expect, test } from 'brownout/vitest'

test('a call that was refused is in the journal', async ({ chaos }) => {
  chaos.inject(overloaded().for('openai'))
  const { status } = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer none', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello?' }] }),
  })
  expect(status).toBe(503)
  expect(chaos.journal.calls).toHaveLength(1)
})
