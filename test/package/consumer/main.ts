import assert from 'node:assert/strict'
import {
  answers,
  anthropic,
  brownout,
  BrownoutError,
  defineFault,
  openai,
  readIncident,
  virtualTime,
  type Chaos,
  type Journal,
} from 'brownout'
import { catalogue, overloaded, truncatedStream } from 'brownout/faults'
import { faultsOf, settlesWithin, survives, type Property } from 'brownout/property'
import { anthropicOverloadWave, recipes } from 'brownout/recipes'
import { serve, type BrownoutServer } from 'brownout/server'
import { getResponse, RequestHandler } from 'msw'
import { setupServer } from 'msw/node'
import { z } from 'zod'

const chaos: Chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic()], answers: answers.from(() => 'All is well.') })
const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Is all well?' }] })
const headers = { authorization: 'Bearer none', 'content-type': 'application/json' }
const ask = (baseUrl: string): Promise<Response> => fetch(`${baseUrl}/chat/completions`, { method: 'POST', headers, body })

// Through MSW's own server.
const network = setupServer(...chaos.handlers)
network.listen({ onUnhandledFrame: 'error' })
chaos.inject(overloaded().first(1))
assert.equal((await ask('https://api.openai.com/v1')).status, 503)
assert.match(await (await ask('https://api.openai.com/v1')).text(), /All is well\./)
network.close()

// Without any network.
const response = await getResponse(
  chaos.handlers.filter((handler) => handler instanceof RequestHandler),
  new Request('https://api.openai.com/v1/chat/completions', { method: 'POST', headers, body }),
)
assert.equal(response?.status, 200)

const journal: Journal = chaos.journal
assert.deepEqual(
  journal.calls.map(({ status }) => status),
  [503, 200, 200],
)
assert.equal(readIncident(JSON.stringify(chaos.incident()), catalogue).seed, 'tuesday')
assert.ok(recipes.includes(anthropicOverloadWave))
assert.equal(anthropicOverloadWave({ speed: 2 }).length, 690_000)
assert.throws(() => truncatedStream({ afterDeltas: -1 }), BrownoutError)

// Over a socket.
const server: BrownoutServer = await serve(chaos)
assert.equal((await ask(server.baseUrls['openai']!)).status, 200)
assert.match(await (await fetch(server.url, { headers: { accept: 'text/html' } })).text(), /<title>brownout serve<\/title>/)
await server.close()

// A fault of one's own, and a property over all of them, under virtual time.
const late = defineFault({
  name: 'late',
  summary: 'it comes late',
  family: 'Latency',
  needs: [],
  shows: 'delay',
  persistence: 'transient',
  frequency: 'common',
  sources: [],
  breaks: [],
  parameters: z.object({}),
  deliver: (beats) => [{ type: 'wait', ms: 3_600_000 }, ...beats],
})
const later = setupServer(...chaos.handlers)
later.listen()
const hour = await virtualTime(async (clock) => {
  chaos.reset()
  chaos.inject(late())
  await (await ask('https://api.openai.com/v1')).text()
  return clock.now()
})
assert.ok(hour >= 3_600_000)
chaos.reset()
const properties: Property[] = [settlesWithin('10m')]
const report = await survives(chaos, async () => (await ask('https://api.openai.com/v1')).status, {
  faults: faultsOf(overloaded()),
  runs: 3,
  properties,
})
assert.equal(report.runs, 3)
later.close()
