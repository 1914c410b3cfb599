import { heapHeld } from './heap.ts'
import { heading, report } from './report.ts'
import { openaiURL } from './sample.ts'
import { brownout, openai } from './subject.ts'

/** The largest growth of the heap while a stream of `tokens` tokens was read and discarded, in MiB. */
async function growth(tokens: number): Promise<number> {
  const text = 'token '.repeat(tokens).trim()
  const release = brownout({ providers: [openai()], answers: () => ({ parts: [{ type: 'text', text }] }) }).intercept()
  const response = await fetch(`${openaiURL}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
    body: JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Tell me everything.' }] }),
  })
  const before = await heapHeld()
  let most = 0
  let sinceLook = 0
  for await (const bytes of response.body!) {
    sinceLook += bytes.length
    if (sinceLook < 1_000_000) continue
    sinceLook = 0
    most = Math.max(most, (await heapHeld()) - before)
  }
  release()
  return most / 2 ** 20
}

/** Whether a long stream holds memory: apart from the answer's own text, memory must not grow with its length. */
export async function benchMemory(): Promise<void> {
  heading('heap held while a stream is read')
  await growth(5_000)
  for (const tokens of [10_000, 100_000]) {
    const held = `${(await growth(tokens)).toFixed(2)} MiB`
    report(`  ${tokens.toLocaleString('en')} tokens`, held, `the text itself: ${((tokens * 6) / 2 ** 20).toFixed(2)} MiB`)
  }
}
