import type { Mode } from '../matrix/client.ts'
import { playCell, type Way } from './from-cell.ts'
import type { Trophy } from './trophy.ts'

const agents = (client: string, mode: Mode): Way => ({ file: 'openai-agents', client: `@openai/agents ${client}`, mode })

export const agentTrophies: readonly Trophy[] = [
  {
    name: 'openai-agents-truncated-answer',
    package: '@openai/agents',
    title: 'A streamed run over Chat Completions completes with a truncated answer',
    plan: 'truncated-stream',
    expected: 'an error, as over Responses in the same package',
    source:
      'the package itself: over Responses the same stream is an error. OpenAI, Chat Completions: `finish_reason`, "The reason the model stopped generating tokens", is null until the model has stopped, and `data: [DONE]` ends a stream (openai, resources/chat/completions/completions.d.ts); neither arrived',
    happened: 'truncated, "Your parcel is", 1 request',
    reproduce: () => playCell(agents('run, stream: true, chat', 'streamed'), 'truncated-stream'),
  },
]
