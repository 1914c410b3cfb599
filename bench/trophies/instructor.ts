import { playCell, type Way } from './from-cell.ts'
import type { Trophy } from './trophy.ts'

const streamed: Way = { file: 'instructor', client: '@instructor-ai/instructor create, stream: true', mode: 'structured' }

export const instructor: readonly Trophy[] = [
  {
    name: 'instructor-truncated-value',
    package: '@instructor-ai/instructor',
    title: 'A truncated stream ends with a part of the value, without an error',
    plan: 'truncated-stream:afterDeltas=8',
    expected: 'an error, as without `stream: true` in the same package',
    source:
      'README.md of the package, Streaming Completions: "Finally, we log the complete extracted data once the stream is exhausted."; OpenAI, Chat Completions: neither `finish_reason` nor `data: [DONE]` arrived',
    happened: 'truncated, {"city":"Lyon","note":"Leave"}, 1 request',
    reproduce: () => playCell(streamed, 'truncated-stream:afterDeltas=8'),
  },
]
