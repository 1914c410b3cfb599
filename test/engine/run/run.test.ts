import { expect, it } from 'vitest'
import { CallRecord } from '../../../src/engine/run/call-record.ts'
import { Run } from '../../../src/engine/run/run.ts'

const ask = { model: 'gpt-4o', messages: [], tools: [], toolChoice: 'auto', parallelToolCalls: true, output: undefined } as const
const form = { stream: false, reasoning: false, maxTokens: undefined, streamUsage: false } as const

function runOf(providers: readonly string[]): { readonly run: Run; readonly records: readonly CallRecord[] } {
  const run = new Run({ seed: 'tuesday', answers: () => undefined, pace: { firstToken: 0, perDelta: 0 } })
  for (const provider of providers) {
    const call = run.register({ ask: { ...ask, ...form }, key: 'k', inputTokens: 1 }, { provider, endpoint: 'chat', host: 'api.example' })
    run.journal.open(call)
  }
  return { run, records: run.journal.calls }
}

it('counts the calls to a provider that have not ended', () => {
  const { run, records } = runOf(['openai', 'openai', 'anthropic'])
  expect([run.inFlight('openai'), run.inFlight('anthropic')]).toEqual([2, 1])
  records[0]!.end('complete', 10)
  records[2]!.end('hung', 10)
  expect([run.inFlight('openai'), run.inFlight('anthropic')]).toEqual([1, 0])
  records[2]!.end('aborted', 20)
  expect(run.inFlight('anthropic')).toBe(0)
})

it('keeps a call in the run of the script in which it began', () => {
  const { run, records } = runOf(['openai'])
  run.beginScriptRun(2)
  records[0]!.end('complete', 600_000)
  const call = run.register({ ask: { ...ask, ...form }, key: 'k', inputTokens: 1 }, { provider: 'openai', endpoint: 'chat', host: 'h' })
  const late = new CallRecord(call)
  expect([records[0]!.call.inRun, late.call.inRun]).toEqual([1, 2])
  expect(JSON.parse(JSON.stringify(records[0]))).not.toHaveProperty('inRun')
  expect(JSON.parse(JSON.stringify(late))).toMatchObject({ attempt: 1, inRun: 2 })
})

it('does not look again at calls that have ended, however many there are', () => {
  const { run, records } = runOf(Array.from({ length: 100 }, () => 'openai'))
  let looks = 0
  for (const record of records) {
    record.end('complete', 10)
    Object.defineProperty(record, 'ending', { get: () => (looks++, 'complete') })
  }
  for (let count = 0; count < 50; count++) run.inFlight('openai')
  expect(looks).toBe(0)
})
