import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { heading, report } from './report.ts'

const calls = 100_000
const keep = 1_000
/** How many calls are made between two measurements. */
const step = 20_000
const inFlight = 16
/** How long the client of a response that stalls waits, in ms. */
const patience = 200

interface Held {
  readonly heap: number
  readonly rss: number
  readonly kept: number
  readonly dropped: number
}

/** Sends one request, each with another question and every third streamed. Resolves once its response is over, however it ends. */
function ask(baseURL: string, agent: Agent, index: number): Promise<void> {
  const body = JSON.stringify({
    model: 'gpt-4o',
    stream: index % 3 === 0,
    messages: [{ role: 'user', content: `Where is parcel ${index}?` }],
  })
  const headers = { authorization: `Bearer key-${index}`, 'content-type': 'application/json' }
  return new Promise((resolve) => {
    const sending = request(`${baseURL}/chat/completions`, { method: 'POST', headers, agent }, (response) => {
      response.on('close', resolve)
      response.on('error', resolve)
      response.resume()
    })
    sending.setTimeout(patience, () => sending.destroy())
    sending.on('error', () => resolve())
    sending.end(body)
  })
}

/** Whether a server that answers for long needs no more memory than one that has answered for a while. */
export async function benchKeptCalls(): Promise<void> {
  heading(`heap of serve() with keep: ${keep}, as calls go by: each with another question and key, some cut, some left by their clients`)
  const child = fork(new URL('servers/keeping.ts', import.meta.url), [String(keep)], { execArgv: [...process.execArgv, '--expose-gc'] })
  const [{ baseURL }] = (await once(child, 'message')) as [{ readonly baseURL: string }]
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight })
  let done = 0
  for (let until = step; until <= calls; until += step) {
    const worker = async (): Promise<void> => {
      while (done < until) await ask(baseURL, agent, done++)
    }
    await Promise.all(Array.from({ length: inFlight }, worker))
    child.send('measure')
    const [{ heap, rss, kept, dropped }] = (await once(child, 'message')) as [Held]
    const resident = `resident: ${(rss / 2 ** 20).toFixed(0)} MiB, kept: ${kept}, dropped: ${dropped}`
    report(`  after ${done.toLocaleString('en')} calls`, `${(heap / 2 ** 20).toFixed(1)} MiB`, resident)
  }
  agent.destroy()
  child.kill()
  await once(child, 'exit')
}
