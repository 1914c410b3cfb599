import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { stalledStream } from '../../faults/index.ts'
import { brownout, openai } from '../../src/index.ts'
import { turn } from '../../src/time/real-time.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Sends a Request without keeping it, as the SDKs of Mistral, OpenRouter and AWS do. */
async function stalledResponse(signal: AbortSignal): Promise<Response> {
  const body = JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Where is my parcel?' }] })
  const headers = { authorization: 'Bearer test', 'content-type': 'application/json' }
  return fetch(new Request('https://api.openai.com/v1/chat/completions', { method: 'POST', headers, body, signal }))
}

it('hears the abort of a caller whose Request has been collected', async () => {
  const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
  chaos.inject(stalledStream({ afterDeltas: 1 }))
  const release = chaos.intercept()
  try {
    const caller = new AbortController()
    const response = await stalledResponse(caller.signal)
    const text = response.text()
    for (let round = 0; round < 5; round++) {
      await turn()
      collectGarbage()
    }
    caller.abort()
    await expect(text).rejects.toMatchObject({ name: 'AbortError' })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted' }])
  } finally {
    release()
  }
})
