import type { JournalCall } from '../../../src/index.ts'
import type { Evidence, Outcome } from '../../../src/property/index.ts'

/** A successful call, with the given changes. */
export function call(given: Partial<JournalCall> = {}): JournalCall {
  const {
    provider = 'openai',
    model = 'gpt-4o',
    key = 'question',
    startedAt = 0,
    endedAt = startedAt + 100,
    host = 'api.openai.com',
  } = given
  const made: JournalCall = {
    provider,
    endpoint: 'chat',
    host,
    model,
    stream: false,
    key,
    attempt: 0,
    fired: [],
    startedAt,
    firstByteAt: startedAt,
    endedAt,
    status: 200,
    ending: 'complete',
    problem: undefined,
    finish: 'stop',
    truth: 'Tomorrow.',
    received: 'Tomorrow.',
    answeredBy: model,
    usage: { inputTokens: 10, outputTokens: 5, reasoningTokens: 0, cachedInputTokens: 0 },
    deltas: 1,
    frames: [],
    notes: [],
    call: asked({ provider, model, key, host }),
  }
  return { ...made, ...given, endedAt: 'endedAt' in given ? given.endedAt : endedAt }
}

/** The contents of a call. */
export function asked(given: Partial<JournalCall['call']> = {}): JournalCall['call'] {
  return {
    provider: 'openai',
    endpoint: 'chat',
    host: 'api.openai.com',
    key: 'question',
    attempt: 0,
    index: 0,
    at: 0,
    inRun: 1,
    inputTokens: 10,
    model: 'gpt-4o',
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'Where is my parcel?' }] }],
    tools: [],
    toolChoice: 'auto',
    parallelToolCalls: true,
    output: undefined,
    stream: false,
    reasoning: false,
    maxTokens: undefined,
    streamUsage: false,
    ...given,
  }
}

/** A call that an overloaded provider refused, with the given changes. */
export function failed(given: Partial<JournalCall> = {}): JournalCall {
  return call({
    status: 503,
    ending: 'refused',
    finish: undefined,
    received: '',
    problem: { kind: 'overloaded', permanent: false },
    ...given,
  })
}

/** Evidence of a run, as far as it matters: the task resolves after a second. */
export function evidence({ calls = [], ...outcome }: { readonly calls?: readonly JournalCall[] } & Partial<Outcome>): Evidence {
  return {
    journal: { seed: 'tuesday', calls, unhandled: [], bugs: [], toJSON: () => ({ seed: 'tuesday', calls: [], unhandled: [] }) },
    outcome: {
      settlement: { type: 'value', value: 'Tomorrow.' },
      startedAt: 0,
      settledAt: 1_000,
      abortedAt: undefined,
      streamed: [],
      effects: [],
      alerts: [],
      tasks: [],
      uncaught: [],
      ...outcome,
    },
  }
}
