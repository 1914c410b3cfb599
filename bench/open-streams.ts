import { fork } from 'node:child_process'
import { once } from 'node:events'
import { request, type ClientRequest } from 'node:http'
import { atMost, beside, heading, report } from './report.ts'

const streams = 5_000
/** How many requests are on their way at once. */
const atOnce = 50

interface Memory {
  readonly heap: number
  readonly rss: number
}

/** What a server holds for each of 5,000 open streams that have received the same bytes, in KB. */
async function heldBy(name: 'brownout' | 'bare'): Promise<Memory & { readonly bytes: number }> {
  const child = fork(new URL('servers/held-open.ts', import.meta.url), [name], { execArgv: [...process.execArgv, '--expose-gc'] })
  const [{ baseURL }] = (await once(child, 'message')) as [{ readonly baseURL: string }]
  const measured = async (): Promise<Memory> => {
    child.send('measure')
    return ((await once(child, 'message')) as [Memory])[0]
  }
  const open: ClientRequest[] = []
  const openSome = async (count: number): Promise<number> => {
    let bytes = 0
    for (let opened = 0; opened < count; opened += atOnce) {
      const received = await Promise.all(Array.from({ length: atOnce }, () => openStream(baseURL, open)))
      bytes = received[0]!
    }
    return bytes
  }
  // What is loaded and compiled with the first ones is not of streams.
  await openSome(500)
  const before = await measured()
  const bytes = await openSome(streams)
  const after = await measured()
  child.kill()
  await once(child, 'exit')
  for (const each of open) each.destroy()
  return { heap: (after.heap - before.heap) / streams / 1_024, rss: (after.rss - before.rss) / streams / 1_024, bytes }
}

/** Opens a stream. Resolves with the number of received bytes when its last delta has arrived. */
function openStream(baseURL: string, open: ClientRequest[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: 'Bearer test', 'content-type': 'application/json' }
    const sending = request(`${baseURL}/chat/completions`, { method: 'POST', headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('error', () => {})
      response.on('data', (piece: string) => {
        text += piece
        if (text.split('\n\n').length - 1 === 26) resolve(text.length)
      })
    })
    sending.on('error', reject)
    open.push(sending)
    sending.end(JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Say 50 words about my parcel.' }] }))
  })
}

/** Whether open streams cost little more than in a bare server that writes the same. */
export async function benchOpenStreams(): Promise<void> {
  heading(`memory of ${streams.toLocaleString('en')} open streams, each after 25 deltas`)
  const bare = await heldBy('bare')
  const own = await heldBy('brownout')
  report('  bare node:http', `${bare.heap.toFixed(1)} KB`, `resident: ${bare.rss.toFixed(1)} KB, ${bytesOf(bare)}`)
  report('  brownout serve()', `${own.heap.toFixed(1)} KB`, `resident: ${own.rss.toFixed(1)} KB, ${bytesOf(own)}`)
  const ratio = own.heap / bare.heap
  report('  ratio', `${ratio.toFixed(1)}x`, `${beside(ratio, atMost(1.5))}   resident: ${(own.rss / bare.rss).toFixed(1)}x`)
}

function bytesOf({ bytes }: { readonly bytes: number }): string {
  return `${bytes.toLocaleString('en')} bytes each`
}
