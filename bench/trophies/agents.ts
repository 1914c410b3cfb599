import type { Mode } from '../matrix/client.ts'
import { playCell, type Way } from './from-cell.ts'
import type { Trophy } from './trophy.ts'

const agents = (client: string, mode: Mode): Way => ({ file: 'openai-agents', client: `@openai/agents ${client}`, mode })
const openrouterAgent = (mode: Mode): Way => ({ file: 'openrouter-agent', client: '@openrouter/agent', mode })

export const agentTrophies: readonly Trophy[] = [
  {
    name: 'openai-agents-truncated-answer',
    package: '@openai/agents',
    title: 'A streamed run over Chat Completions completes with a truncated answer',
    plan: 'truncated-stream',
    expected: 'an error, as over Responses in the same package',
    source: 'OpenAI, Chat Completions streaming: `finish_reason` of the last chunk, then `data: [DONE]`; neither arrived',
    happened: 'truncated, "Your parcel is", 1 request',
    reproduce: () => playCell(agents('run, stream: true, chat', 'streamed'), 'truncated-stream'),
  },
  {
    name: 'openai-agents-answer-at-limit',
    package: '@openai/agents',
    title: 'An answer that ends at the token limit is the final output, and nothing says so',
    plan: 'cut-at-max-tokens',
    expected: 'an error or a mark, as over Responses in the same package',
    source: 'OpenAI, Chat Completions: `finish_reason` `length`, "if the maximum number of tokens specified in the request was reached"',
    happened: 'truncated, "Your parcel is in Lyon,", 1 request',
    reproduce: () => playCell(agents('run, chat', 'complete'), 'cut-at-max-tokens'),
  },
  {
    name: 'openai-agents-filtered-answer',
    package: '@openai/agents',
    title: 'An answer that a content filter ends is the final output, and nothing says so',
    plan: 'content-filter',
    expected: 'an error or a mark, as over Responses in the same package',
    source: 'OpenAI, Chat Completions: `finish_reason` `content_filter`, "if content was omitted due to a flag from our content filters"',
    happened: 'truncated, "Your parcel is in Lyon, with", 1 request',
    reproduce: () => playCell(agents('run, chat', 'complete'), 'content-filter'),
  },
  {
    name: 'openrouter-agent-swallows-error',
    package: '@openrouter/agent',
    title: 'getTextStream() ends without an error when the provider reports one in the middle',
    plan: 'mid-stream-error',
    expected: 'an error, as from getText()',
    source: 'OpenRouter, Errors and debugging: an error after the first token arrives as an event of the stream',
    happened: 'truncated, "Your parcel is", 1 request',
    reproduce: () => playCell(openrouterAgent('streamed'), 'mid-stream-error'),
  },
  {
    name: 'openrouter-agent-truncated-answer',
    package: '@openrouter/agent',
    title: 'getTextStream() ends without an error when the stream is truncated, although getText() fails',
    plan: 'truncated-stream',
    expected: 'an error, as from getText()',
    source:
      'OpenAI and OpenRouter, Responses streaming: a stream ends with `response.completed`, `response.incomplete` or `response.failed`',
    happened: 'truncated, "Your parcel is", 1 request',
    reproduce: () => playCell(openrouterAgent('streamed'), 'truncated-stream'),
  },
  {
    name: 'openrouter-agent-drops-refusal',
    package: '@openrouter/agent',
    title: 'getText() resolves with an empty text when the model refuses',
    plan: 'refusal',
    expected: 'the text of the refusal, or an error',
    source: 'OpenAI, Responses: an output message has parts of type `output_text` and `refusal`',
    happened: 'empty, 1 request',
    reproduce: () => playCell(openrouterAgent('complete'), 'refusal'),
  },
  {
    name: 'ollama-skips-a-line',
    package: 'ollama',
    title: 'A line of the stream that is no JSON is skipped: the answer lacks a part, and ends as complete',
    plan: 'malformed-event',
    expected: 'an error: a part of the answer is lost',
    source: 'Ollama API: the response is a stream of JSON objects; RFC 8259 parsers reject the line',
    happened:
      'wrong, "Your parcel is Lyon, with the neighbor in the blue house, and it will be with you in 3 days.", finish reason stop, 1 request',
    reproduce: () => playCell({ file: 'ollama', client: 'ollama chat, stream: true', mode: 'streamed' }, 'malformed-event'),
  },
]
