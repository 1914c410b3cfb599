import { http, HttpResponse, type RequestHandler } from 'msw'
import { brownout, openai, anthropic, type Answer } from '../src/index.ts'
import { intercept } from '../src/intercept/network.ts'
import { setupServer } from 'msw/node'
import { connectionReset } from '../faults/index.ts'
import { measure, report, type Contender } from './measure.ts'

const url = 'https://api.openai.com/v1/chat/completions'
const words = Array.from({ length: 200 }, (_, index) => `word${index % 10} `)
  .join('')
  .trim()
const answer = (): Answer => ({ parts: [{ type: 'text', text: words }] })

async function call(stream: boolean): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
    body: JSON.stringify({ model: 'gpt-4o', stream, messages: [{ role: 'user', content: 'Where is my parcel?' }] }),
  })
}

async function read(stream: boolean): Promise<string[]> {
  const pieces: string[] = []
  const decoder = new TextDecoder()
  for await (const bytes of (await call(stream)).body!) pieces.push(decoder.decode(bytes))
  return pieces
}

/** The handler that someone would write by hand to say the same: the bytes, and no thought. */
function byHand(pieces: readonly string[], headers: Headers): RequestHandler {
  const encoder = new TextEncoder()
  const chunks = pieces.map((piece) => encoder.encode(piece))
  return http.post(url, async ({ request }) => {
    await request.json()
    let next = 0
    const body = new ReadableStream(
      {
        pull(controller) {
          if (next < chunks.length) controller.enqueue(chunks[next++])
          else controller.close()
        },
      },
      { highWaterMark: 0 },
    )
    return new HttpResponse(body, { headers })
  })
}

function through(handlers: readonly RequestHandler[], way: 'fetch' | 'sockets'): () => void {
  if (way === 'fetch') return intercept({ handlers, knows: () => true, escaped: () => {} })
  const server = setupServer(...handlers)
  server.listen({ onUnhandledFrame: 'error' })
  return () => server.close()
}

/** What brownout costs, against a handler by hand for the same bytes. */
export async function benchCalls(): Promise<void> {
  for (const way of ['fetch', 'sockets'] as const) {
    for (const stream of [false, true]) {
      const chaos = brownout({ providers: [openai()], answers: answer })
      const stop = through(chaos.handlers, way)
      const sample = await call(stream)
      const { headers } = sample
      await sample.text()
      const pieces = await read(stream)
      stop()
      const contender = (name: string, handlers: readonly RequestHandler[], before: () => void = () => {}): Contender => ({
        name,
        async run() {
          before()
          const close = through(handlers, way)
          for (let count = 0; count < 20; count++) await read(stream)
          close()
        },
      })
      const times = await measure(
        [contender('brownout', chaos.handlers, () => chaos.reset()), contender('hand', [byHand(pieces, headers)])],
        10,
      )
      report(
        `a ${stream ? '200-token stream' : 'non-streaming call'} through ${way}, against a static handler`,
        times.get('brownout')! / 20,
        times.get('hand')! / 20,
        'at most 1.5x',
      )
    }
  }
}

/** What more providers and idle injections cost. */
export async function benchGrowth(): Promise<void> {
  const small = brownout({ providers: [openai()], answers: answer })
  const others = Array.from({ length: 20 }, (_, index) => openai({ name: `host-${index}`, baseURL: `https://host-${index}.example/v1` }))
  const many = brownout({ providers: [...others, anthropic(), openai()], answers: answer })
  const burdened = brownout({ providers: [openai()], answers: answer })
  const contender = (name: string, chaos: typeof small, idle: number): Contender => ({
    name,
    async run() {
      chaos.reset()
      for (let count = 0; count < idle; count++) chaos.inject(connectionReset().for('another-model'))
      const close = through(chaos.handlers, 'fetch')
      for (let count = 0; count < 50; count++) await read(false)
      close()
    },
  })
  const times = await measure([contender('one', small, 0), contender('many', many, 0), contender('idle', burdened, 20)], 5)
  report('a call with 22 providers, against one', times.get('many')! / 50, times.get('one')! / 50, 'about 1x')
  report('a call with 20 idle injections, against none', times.get('idle')! / 50, times.get('one')! / 50, 'about 1x')
}
