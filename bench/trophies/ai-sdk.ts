import type { Mode } from '../matrix/client.ts'
import { abortCell, playCell, type Way } from './from-cell.ts'
import type { Trophy } from './trophy.ts'

const way = (client: string, mode: Mode): Way => ({ file: 'ai', client: `ai ${client}`, mode })
const stalled = 'stalled-stream, and the app aborts after 5 s'
const ollamaAbort =
  'readme of ai-sdk-ollama: "Per-request cancellation is forwarded to the client as an `AbortSignal`, and an aborted request rejects"'

export const aiSdk: readonly Trophy[] = [
  {
    name: 'ai-anthropic-unknown-event',
    package: '@ai-sdk/anthropic',
    title: 'An event of a new type ends the stream with an error',
    plan: 'unknown-event',
    expected: 'the event is ignored',
    source:
      'Anthropic, Streaming messages: "we may add new event types, and your code should handle unknown event types gracefully"; @anthropic-ai/sdk ignores it',
    happened:
      'error, "Your parcel is", TypeValidationError: Type validation failed: Value: {"type":"keepalive"}. Error message: [ { "code": "invalid_union", "errors": [], "note": "No matching discriminator", "discriminat… ← ZodError: [ { "code": "invalid_union", "errors": [], "note": "No matching discriminator", "discriminator": "type", "options": [ "message_start", "content_block_start", "c…, 1 request',
    reproduce: () => playCell(way('streamText, anthropic', 'streamed'), 'unknown-event'),
  },
  {
    name: 'ai-output-with-a-hole',
    package: 'ai',
    title: '`await output` resolves with an object that lacks a part, although the stream has reported an error',
    plan: 'malformed-event',
    expected: 'a rejection: an event could not be parsed, and the stream has an `error` part that says so',
    source: 'the same call without streaming rejects; `generateText` never resolves with a body that could not be parsed',
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
    reproduce: () => abortCell(way('generateText, ollama', 'complete')),
  },
  {
    name: 'ai-sdk-ollama-leaves-stream-open',
    package: 'ai-sdk-ollama',
    title: 'An aborted stream stays open: the model goes on generating',
    plan: stalled,
    expected: 'the request is aborted',
    source: ollamaAbort,
    happened: 'the call ends, and its connection stays open',
    reproduce: () => abortCell(way('streamText, ollama', 'streamed')),
  },
  {
    name: 'ai-sdk-ollama-invents-an-object',
    package: 'ai-sdk-ollama',
    title: 'An error of the server becomes an object that no model wrote',
    plan: 'error-with-status-200',
    expected: 'an error',
    source: 'AI SDK, structured output: an `AI_NoObjectGeneratedError` is thrown if no valid object was generated',
    happened: 'wrong, {"city":"","note":"","days":0}, finish reason stop, 3 requests',
    reproduce: () => playCell(way('generateText, ollama', 'structured'), 'error-with-status-200'),
  },
  {
    name: 'ai-sdk-ollama-repeats-a-401',
    package: 'ai-sdk-ollama',
    title: 'A rejected key is sent four times, without a pause',
    plan: 'authentication-failed',
    expected: 'one request: no retry helps, and `isRetryable` of the AI SDK excludes status 401',
    source:
      'RFC 9110, 15.5.2: a client "MAY repeat the request with a new or replaced Authorization header field"; APICallError of @ai-sdk/provider: retryable are 408, 409, 429 and 5xx',
    happened: 'error, OllamaError: unauthorized ← ResponseError: unauthorized, 4 requests',
    reproduce: () => playCell(way('generateText, ollama', 'structured'), 'authentication-failed'),
  },
  {
    name: 'ai-sdk-ollama-ignores-retry-after',
    package: 'ai-sdk-ollama',
    title: 'A rate limit that asks for 20 s gets four requests at once',
    plan: 'rate-limited',
    expected: 'a pause of 20 s before each retry, as in AI SDK',
    source: 'RFC 9110, 10.2.3 Retry-After; `retryWithExponentialBackoffRespectingRetryHeaders` in `ai`',
    happened: 'error, OllamaError: too many concurrent requests ← ResponseError: too many concurrent requests, 4 requests',
    reproduce: () => playCell(way('generateText, ollama', 'structured'), 'rate-limited'),
  },
  {
    name: 'ai-fallback-never-gives-up',
    package: 'ai-fallback',
    title: 'If each model times out in its answer, the models are tried in turn forever',
    plan: 'body-timeout',
    expected: 'an error after the last model',
    source:
      'its own source: "If we\'ve tried all models, throw the last error"; a reset after `modelResetInterval` in the middle of one call defeats it',
    happened:
      'hang, "Your parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour parcel isYour…", 12 requests',
    reproduce: () => playCell({ file: 'ai-fallback', client: 'ai streamText, ai-fallback', mode: 'streamed' }, 'body-timeout'),
  },
  {
    name: 'ai-azure-drops-refusal',
    package: '@ai-sdk/azure',
    title: 'A streamed refusal becomes an empty answer that ends with `stop`',
    plan: 'refusal',
    expected: 'the text of the refusal, and the finish reason `content-filter`, as in @ai-sdk/openai',
    source: 'OpenAI, Responses streaming: `response.refusal.delta`, "Emitted when there is a partial refusal text"',
    happened: 'empty, finish reason stop, 1 request',
    reproduce: () => playCell(way('streamText, azure', 'streamed'), 'refusal'),
  },
  {
    name: 'ai-azure-fails-on-refusal',
    package: '@ai-sdk/azure',
    title: 'A refusal fails generateText() with "Invalid JSON response"',
    plan: 'refusal',
    expected: 'the text of the refusal, and the finish reason `content-filter`, as in @ai-sdk/openai',
    source: 'OpenAI, Responses: an output message has parts of type `output_text` and `refusal`',
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
    source: 'OpenRouter, OpenAPI document: `refusal` of ChatAssistantMessage; @openrouter/sdk hands it on',
    happened: 'empty, finish reason stop, 1 request',
    reproduce: () => playCell(way('generateText, openrouter', 'complete'), 'refusal'),
  },
]
