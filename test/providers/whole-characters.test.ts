import { expect, it } from 'vitest'
import { contentFilter, truncatedAtMaxTokens, invalidStructuredOutput, truncatedStream } from '../../faults/index.ts'
import { everyProvider } from '../../src/cli/every-provider.ts'
import { answers, brownout } from '../../src/index.ts'
import { targetsOf } from './fuzzed-requests.ts'

/** Each character takes two places of a JavaScript string, so that every second place is inside one. */
const smiling = '🙂🙃😀😁 '.repeat(12).trim()
const faults = [
  contentFilter({ share: 0.37 }),
  truncatedAtMaxTokens({ after: 3 }),
  invalidStructuredOutput(),
  truncatedStream({ afterDeltas: 5 }),
]
const targets = (await targetsOf(everyProvider())).filter(({ endpoint: { method } }) => method === 'POST')

const shaping = /^(?:stream|tools?|tool_?[cC]hoice|toolConfig|response_?[fF]ormat|format|stop|max_?[tT]okens|maxOutputTokens)$/

/** A request as it is, which streams and has tools in most samples, and without what shapes its answer. */
function formsOf(body: unknown): readonly unknown[] {
  return [body, Object.fromEntries(Object.entries(body as object).filter(([name]) => !shaping.test(name)))]
}

it('no fault splits a character, at any provider', async () => {
  const chaos = brownout({
    seed: 'tuesday',
    providers: everyProvider(),
    answers: answers.from(({ operation, tools, output }) => {
      if (operation !== undefined) return undefined
      if (tools.length > 0) return { toolCalls: [{ name: tools[0]!.name, arguments: { id: smiling } }] }
      return output === undefined ? smiling : JSON.stringify({ id: smiling })
    }),
  })
  const release = chaos.intercept()
  let fired = 0
  const broken: string[] = []
  for (const { endpoint, samples } of targets)
    for (const { url, headers, body } of samples)
      for (const form of formsOf(body ?? {}))
        for (const fault of faults) {
          chaos.reset()
          chaos.inject(fault)
          const sent = { method: endpoint.method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(form) }
          const response = await fetch(url, sent)
          const text = await response.text()
          const [call] = chaos.journal.calls
          if (call !== undefined && call.fired.length > 0) fired++
          // Binary messages cannot be read as one text.
          const isText = response.headers.get('content-type')?.includes('amazon') !== true
          const isWhole = !/\\ud[89a-f]/i.test(text) && !(isText && text.includes('\uFFFD')) && call?.received.isWellFormed() !== false
          if (!isWhole) broken.push(`${url} under ${fault.fault.name}`)
        }
  expect(broken).toEqual([])
  expect(fired).toBeGreaterThan(100)
  release()
})
