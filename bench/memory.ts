import { brownout, openai } from '../src/index.ts'
import { intercept } from '../src/intercept/network.ts'

/** The most that the heap grew while a stream of so many tokens was read and thrown away, in MiB. */
async function growth(tokens: number): Promise<number> {
  const text = 'token '.repeat(tokens).trim()
  const chaos = brownout({ providers: [openai()], answers: () => ({ parts: [{ type: 'text', text }] }) })
  const close = intercept({ handlers: chaos.handlers, knows: () => true, escaped: () => {} })
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
    body: JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Tell me everything.' }] }),
  })
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  let most = 0
  let frames = 0
  for await (const bytes of response.body!) {
    if (bytes.length > 0 && ++frames % 2_000 === 0) {
      globalThis.gc?.()
      most = Math.max(most, process.memoryUsage().heapUsed - before)
    }
  }
  close()
  return most / 2 ** 20
}

/** Whether a long stream holds memory: what is held beside the reply's own text must not grow with its length. */
export async function benchMemory(): Promise<void> {
  await growth(2_000)
  for (const tokens of [10_000, 100_000]) {
    console.log(
      `heap held while a ${tokens.toLocaleString('en')}-token stream is read`.padEnd(62),
      `${(await growth(tokens)).toFixed(2)} MiB   (the text itself: ${((tokens * 6) / 2 ** 20).toFixed(2)} MiB)`,
    )
  }
}
