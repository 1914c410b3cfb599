import type { Call } from '../../src/engine/model/call.ts'
import type { Beat } from '../../src/engine/model/beat.ts'
import type { Reply } from '../../src/engine/model/reply.ts'

/** A call as any app might make it, with what a test cares about. */
export function callOf(given: Partial<Call> = {}): Call {
  return {
    provider: 'openai',
    endpoint: 'chat.completions',
    host: 'api.openai.com',
    model: 'gpt-4o',
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'Where is my parcel?' }] }],
    tools: [],
    toolChoice: 'auto',
    parallelToolCalls: true,
    output: undefined,
    stream: true,
    reasoning: false,
    maxTokens: undefined,
    streamUsage: false,
    key: '0123456789abcdef',
    attempt: 0,
    index: 0,
    at: 0,
    inRun: 1,
    inputTokens: 10,
    ...given,
  }
}

/** A reply as any model might give it, with what a test cares about. */
export function replyOf(given: Partial<Reply> = {}): Reply {
  return {
    model: 'gpt-4o',
    answeredBy: 'gpt-4o',
    parts: [{ type: 'text', text: 'It comes tomorrow.' }],
    finish: 'stop',
    usage: { inputTokens: 10, outputTokens: 4, reasoningTokens: 0, cachedInputTokens: 0 },
    fingerprint: 'fp_0123456789',
    pace: { firstToken: 0, perDelta: 0 },
    facts: [],
    ...given,
  }
}

/** The deltas' texts. */
export function textsOf(beats: Iterable<Beat>): string[] {
  return [...beats].flatMap((beat) => (beat.type === 'delta' ? [beat.text] : []))
}
