import type { Mode } from '../matrix/client.ts'
import { abortCell, playCell, type Way } from './from-cell.ts'
import type { Trophy } from './trophy.ts'

const way = (client: string, mode: Mode): Way => ({ file: 'ai', client: `ai ${client}`, mode })
const stalled = 'stalled-stream, and the app aborts after 5 s'
const ollamaAbort =
  'README.md of the package, Custom client adapters: "Per-request cancellation is forwarded to the client as an `AbortSignal`, and an aborted request rejects rather than resolving with a retried or fallback result."; LanguageModelV4CallOptions in @ai-sdk/provider: `abortSignal`, "Abort signal for cancelling the operation."'
const ollamaReport = 'ollama/ollama-js#274 (2026-01-29), in the client that it uses: its calls take no signal'

export const aiSdk: readonly Trophy[] = [
  {
    name: 'ai-anthropic-unknown-event',
    package: '@ai-sdk/anthropic',
    title: 'An event of a new type ends the stream with an error',
    plan: 'unknown-event',
    expected: 'the event is ignored',
    source:
      'Anthropic, Streaming messages, Other events: "we may add new event types, and your code should handle unknown event types gracefully." (https://docs.claude.com/en/docs/build-with-claude/streaming); @anthropic-ai/sdk ignores it',
    report: 'vercel/ai#11309 (2025-12-19)',
    happened:
      'error, "Your parcel is", TypeValidationError: Type validation failed: Value: {"type":"keepalive"}. Error message: [ { "code": "invalid_union", "errors": [], "note": "No matching discriminator", "discriminat… ← ZodError: [ { "code": "invalid_union", "errors": [], "note": "No matching discriminator", "discriminator": "type", "options": [ "message_start", "content_block_start", "c…, 1 request',
    reproduce: () => playCell(way('streamText, anthropic', 'streamed'), 'unknown-event'),
  },
  {
    name: 'ai-output-with-a-hole',
    package: '@ai-sdk/openai',
    title: 'A stream with an event that cannot be parsed finishes with `stop`, and `await output` resolves without that part',
    plan: 'malformed-event',
    expected: 'the finish reason `error`',
    source:
      'AI SDK, streamText: "A provider `error` chunk does not fail the step: it still ends with `onStepEnd` and `finishReason: \'error\'`." (ai, docs/07-reference/01-ai-sdk-core/02-stream-text.mdx, onStepError). The chat model sets that reason and emits the `error` part, and replaces the reason when the last event arrives',
    happened: 'wrong, {"city":"Lyon","note":"Leave it the neighbor in the blue house.","days":3}, finish reason stop, 1 request',
    reproduce: () => playCell(way('streamText, openai chat', 'structured'), 'malformed-event'),
  },
  {
    name: 'ai-sdk-ollama-ignores-abort',
    package: 'ai-sdk-ollama',
    title: 'generateText() ignores its abort signal',
    plan: stalled,
    expected: 'the call rejects',
    source: ollamaAbort,
    happened: 'neither the call nor its connection ends',
    report: ollamaReport,
    reproduce: () => abortCell(way('generateText, ollama', 'complete')),
  },
  {
    name: 'ai-sdk-ollama-leaves-stream-open',
    package: 'ai-sdk-ollama',
    title: 'An aborted stream stays open',
    plan: stalled,
    expected: 'the request is aborted',
    source: ollamaAbort,
    happened: 'the call ends, and its connection stays open',
    report: ollamaReport,
    reproduce: () => abortCell(way('streamText, ollama', 'streamed')),
  },
  {
    name: 'ai-fallback-never-gives-up',
    package: 'ai-fallback',
    title: 'If each model times out in its answer, the models are tried in turn forever',
    plan: 'body-timeout',
    expected: 'an error after the last model',
    source:
      'src/index.ts of the package: "If we\'ve tried all models, throw the last error"; a reset after `modelResetInterval` in the middle of one call defeats it',
    happened:
      'hang, "Your parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour…", 12 requests',
    report: 'remorses/ai-fallback#7 (2025-09-02, closed), infinite calls if all models fail',
    reproduce: () => playCell({ file: 'ai-fallback', client: 'ai streamText, ai-fallback', mode: 'streamed' }, 'body-timeout'),
  },
  {
    name: 'ai-azure-drops-refusal',
    package: '@ai-sdk/azure',
    title: 'A streamed refusal becomes an empty answer that ends with `stop`',
    plan: 'refusal',
    expected: 'the text of the refusal, and the finish reason `content-filter`, as in @ai-sdk/openai',
    source:
      'OpenAI, Responses streaming: `response.refusal.delta`, "Emitted when there is a partial refusal text." (openai, resources/responses/responses.d.ts). @ai-sdk/openai has the fix since 6b97088 in its CHANGELOG.md; the package depends on its version 4.0.81, without it',
    happened: 'empty, finish reason stop, 1 request',
    reproduce: () => playCell(way('streamText, azure', 'streamed'), 'refusal'),
  },
  {
    name: 'ai-azure-fails-on-refusal',
    package: '@ai-sdk/azure',
    title: 'A refusal fails generateText() with "Invalid JSON response"',
    plan: 'refusal',
    expected: 'the text of the refusal, and the finish reason `content-filter`, as in @ai-sdk/openai',
    source:
      'OpenAI, Responses: the content of an output message is `Array<ResponseOutputText | ResponseOutputRefusal>` (openai, resources/responses/responses.d.ts). CHANGELOG.md of @ai-sdk/openai, 6b97088: "non-streaming calls failed with an `APICallError` ("Invalid JSON response")"; the package depends on its version 4.0.81, without the fix',
    happened:
      'error, APICallError (200): Invalid JSON response ← AI_TypeValidationError: Type validation failed: Value: {"id":"resp_9674873d65c4899a00aa0ad401312b1434e96b2e4d0bfa7ff8","object":"response","created_at":1767225600,"completed_at":176722… ← ZodError: [ { "code": "invalid_value", "values": [ "output_text" ], "path": [ "output", 0, "content", 0, "type" ], "message": "Invalid input: expected \\"output_text\\"" },…, 1 request',
    reproduce: () => playCell(way('generateText, azure', 'complete'), 'refusal'),
  },
  {
    name: 'ai-openrouter-drops-refusal',
    package: '@openrouter/ai-sdk-provider',
    title: 'A refusal becomes an empty answer that ends with `stop`',
    plan: 'refusal',
    expected: 'the text of the refusal',
    source:
      'OpenRouter: `refusal` of an assistant message, "Refusal message if content was refused" (@openrouter/sdk, models/chatassistantmessage.d.ts, generated from its OpenAPI document)',
    happened: 'empty, finish reason stop, 1 request',
    reproduce: () => playCell(way('generateText, openrouter', 'complete'), 'refusal'),
  },
]
