import { ChatCohere } from '@langchain/cohere'
import { ChatOpenAI } from '@langchain/openai'
import { createAgent, tool } from 'langchain'
import { z } from 'zod'
import { truncatedStream } from '../../faults/index.ts'
import { answers, brownout, cohere, openai, virtualTime } from '../../src/index.ts'
import type { Mode } from '../matrix/client.ts'
import { abortCell, playCell, type Way } from './from-cell.ts'
import type { Trophy } from './trophy.ts'

const way = (client: string, mode: Mode): Way => ({ file: 'langchain', client: `LangChain ${client}`, mode })
const signalContract =
  'RunnableConfig in @langchain/core (runnables/types.d.ts): "Abort signal for this call. If provided, the call will be aborted when the signal is aborted."; CHANGELOG.md of the package, #9900: "All provider implementations now properly check and propagate abort signals in both `_generate()` and `_streamResponseChunks()` methods"'
const propagatedTo = '; "Propagated abort signals to underlying SDK calls where applicable (Google GenAI, Google Common/VertexAI, Cohere)"'
const ollamaReport = 'ollama/ollama-js#274 (2026-01-29), in the client that it uses: its calls take no signal'
const googleParser = (source: string): string =>
  `${source} (https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation); the request has \`alt=sse\`. The parser is in @google/generative-ai 0.24.1, on which the package depends`
const stalled = 'stalled-stream, and the app aborts after 5 s'

/** A shell command whose end matters. */
const command = 'rm -r ./build/cache'

async function runsATruncatedCommand(): Promise<string> {
  const chaos = brownout({
    seed: 'tuesday',
    providers: [openai()],
    answers: answers.from((call) =>
      call.messages.at(-1)?.role === 'tool' ? 'Done.' : { toolCalls: [{ name: 'run', arguments: { command } }] },
    ),
  })
  chaos.inject(truncatedStream({ afterDeltas: 6 }).first(1))
  const ran: string[] = []
  const run = tool(
    (given) => {
      ran.push(given.command)
      return 'Done.'
    },
    { name: 'run', description: 'Runs a shell command', schema: z.object({ command: z.string() }) },
  )
  const release = chaos.intercept()
  try {
    await virtualTime(async () => {
      const agent = createAgent({
        model: new ChatOpenAI({ apiKey: 'test', model: 'gpt-4o', maxRetries: 0, streaming: true }),
        tools: [run],
      })
      await agent.invoke({ messages: [{ role: 'user', content: 'Remove the cache of the build.' }] })
    })
  } finally {
    release()
  }
  return `the model calls run(${JSON.stringify({ command })}), and the tool runs ${ran.map((each) => JSON.stringify(each)).join(', ')}`
}

async function changesTheSchema(): Promise<string> {
  const chaos = brownout({ seed: 'tuesday', providers: [cohere()], answers: answers.from(() => 'Fine.') })
  const parameters = { type: 'object' as const, properties: { city: { type: 'string' } }, required: ['city'] }
  const release = chaos.intercept()
  try {
    await virtualTime(() =>
      new ChatCohere({ apiKey: 'test', model: 'command-r-plus' })
        .bindTools([{ type: 'function', function: { name: 'track', parameters } }])
        .invoke('Where is my parcel?'),
    )
  } finally {
    release()
  }
  return `the schema of the app is now ${JSON.stringify(parameters)}`
}

export const langchain: readonly Trophy[] = [
  {
    name: 'langchain-runs-truncated-command',
    package: 'langchain',
    title: 'An agent runs a tool with arguments that a truncated stream left incomplete',
    plan: 'truncated-stream:afterDeltas=6,first=1',
    expected: 'a call with incomplete JSON as arguments is an invalid tool call, and no tool runs',
    source:
      'OpenAI, Chat Completions, arguments of a tool call: "the model does not always generate valid JSON [...]. Validate the arguments in your code before calling your function." (openai, resources/chat/completions/completions.d.ts). Without streaming, @langchain/core makes such a call an invalid tool call, "Malformed args." (messages/tool.js); after a stream it repairs the arguments (parsePartialJson in messages/utils.js)',
    happened: 'the model calls run({"command":"rm -r ./build/cache"}), and the tool runs "rm -r"',
    report: 'langchain-ai/langchainjs#11469 (2026-08-25)',
    reproduce: runsATruncatedCommand,
  },
  {
    name: 'langchain-cohere-changes-schema',
    package: '@langchain/cohere',
    title: 'A tool schema of the app is rewritten in place',
    plan: 'none: the app binds a tool and makes one call',
    expected: 'the JSON Schema of the app is unchanged, and valid for the next model',
    source:
      'JSON Schema 2020-12, Validation, 6.5.3 required: "The value of this keyword MUST be an array." (https://json-schema.org/draft/2020-12/json-schema-validation#section-6.5.3)',
    happened: 'the schema of the app is now {"type":"object","properties":{"city":{"type":"string","required":true}},"required":["city"]}',
    reproduce: changesTheSchema,
  },
  {
    name: 'langchain-google-crash-on-broken-body',
    package: '@langchain/google-genai',
    title: 'A stream that breaks ends the process: a rejection that an app cannot handle',
    plan: 'body-timeout',
    expected: 'the error reaches the app through the stream, and nothing else is rejected',
    source:
      'Node, command line, `--unhandled-rejections`: "raise the unhandled rejection as an uncaught exception. This is the default." (https://nodejs.org/api/cli.html#--unhandled-rejectionsmode). The promise is `response` of generateContentStream() in @google/generative-ai 0.24.1, which the package does not handle',
    happened:
      'crash, "Your parcel is", GoogleGenerativeAIError: [GoogleGenerativeAI Error]: Error reading from the stream, uncaught GoogleGenerativeAIError: [GoogleGenerativeAI Error]: Error reading from the stream, 1 request',
    report: 'langchain-ai/langchainjs#11489 (2026-08-26, closed)',
    reproduce: () => playCell(way('ChatGoogleGenerativeAI .stream()', 'streamed'), 'body-timeout'),
  },
  {
    name: 'langchain-google-sse-comments',
    package: '@langchain/google-genai',
    title: 'A comment line in the event stream fails the stream and ends the process',
    plan: 'keep-alive-comments',
    expected: 'comment lines are ignored',
    source: googleParser(
      'WHATWG HTML, 9.2.6 Interpreting an event stream: "If the line starts with a U+003A COLON character (:) Ignore the line."',
    ),
    happened:
      'crash, GoogleGenerativeAIError: [GoogleGenerativeAI Error]: Failed to parse stream, uncaught GoogleGenerativeAIError: [GoogleGenerativeAI Error]: Failed to parse stream, 1 request',
    reproduce: () => playCell(way('ChatGoogleGenerativeAI .stream()', 'streamed'), 'keep-alive-comments'),
  },
  {
    name: 'langchain-google-sse-spaces',
    package: '@langchain/google-genai',
    title: '`data:` without a space fails the stream and ends the process',
    plan: 'unspaced-fields',
    expected: 'the answer, as with a space',
    source: googleParser(
      'WHATWG HTML, 9.2.6 Interpreting an event stream: "If value starts with a U+0020 SPACE character, remove it from value."',
    ),
    happened:
      'crash, GoogleGenerativeAIError: [GoogleGenerativeAI Error]: Failed to parse stream, uncaught GoogleGenerativeAIError: [GoogleGenerativeAI Error]: Failed to parse stream, 1 request',
    reproduce: () => playCell(way('ChatGoogleGenerativeAI .stream()', 'streamed'), 'unspaced-fields'),
  },
  {
    name: 'langchain-google-swallows-error',
    package: '@langchain/google-genai',
    title: 'An error in the middle of a stream is swallowed, and the received part is the answer',
    plan: 'mid-stream-error',
    expected: 'an error',
    source:
      'Google AIP-193: "Services must return a google.rpc.Status message when an API error occurs", in JSON an object with `error` (https://google.aip.dev/193). @google/genai 3.3.0 throws an ApiError for such an object in a stream (processStreamResponse in dist/index.mjs)',
    happened: 'truncated, "Your parcel is", 1 request',
    reproduce: () => playCell(way('ChatGoogleGenerativeAI .stream()', 'streamed'), 'mid-stream-error'),
  },
  {
    name: 'langchain-google-ignores-signal',
    package: '@langchain/google-genai',
    title: 'invoke() ignores its signal while the body arrives',
    plan: stalled,
    expected: 'the call is aborted',
    source: signalContract + propagatedTo,
    happened: 'neither the call nor its connection ends',
    reproduce: () => abortCell(way('ChatGoogleGenerativeAI .invoke()', 'complete')),
  },
  {
    name: 'langchain-mistral-ignores-signal',
    package: '@langchain/mistralai',
    title: 'invoke() ignores its signal',
    plan: stalled,
    expected: 'the call is aborted',
    source: signalContract,
    happened: 'neither the call nor its connection ends',
    reproduce: () => abortCell(way('ChatMistralAI .invoke()', 'complete')),
  },
  {
    name: 'langchain-mistral-leaves-stream-open',
    package: '@langchain/mistralai',
    title: 'An aborted stream stays open',
    plan: stalled,
    expected: 'the request is aborted',
    source: signalContract,
    happened: 'the call ends, and its connection stays open',
    reproduce: () => abortCell(way('ChatMistralAI .stream()', 'streamed')),
  },
  {
    name: 'langchain-mistral-truncated-answer',
    package: '@langchain/mistralai',
    title: 'invoke() returns a truncated answer as the answer',
    plan: 'truncated-stream',
    expected: 'an error: invoke() returns one message, and its `finish_reason` never arrived',
    source:
      'Mistral, chat completion: "with the stream terminated by a data: [DONE] message" (@mistralai/mistralai, models/components/chatcompletionrequest.d.ts); `finishReason` of a choice is null until it is "stop", "length", "error" or "tool_calls" (completionresponsestreamchoice.d.ts)',
    happened: 'truncated, "Your parcel is", 1 request',
    reproduce: () => playCell(way('ChatMistralAI .invoke()', 'complete'), 'truncated-stream'),
  },
  {
    name: 'langchain-cohere-leaves-call-open',
    package: '@langchain/cohere',
    title: 'The request of an aborted invoke() stays open',
    plan: stalled,
    expected: 'the request is aborted',
    source: signalContract + propagatedTo,
    happened: 'the call ends, and its connection stays open',
    reproduce: () => abortCell(way('ChatCohere .invoke()', 'complete')),
  },
  {
    name: 'langchain-cohere-leaves-stream-open',
    package: '@langchain/cohere',
    title: 'An aborted stream stays open',
    plan: stalled,
    expected: 'the request is aborted',
    source: signalContract + propagatedTo,
    happened: 'the call ends, and its connection stays open',
    reproduce: () => abortCell(way('ChatCohere .stream()', 'streamed')),
  },
  {
    name: 'langchain-cohere-empty-answer',
    package: '@langchain/cohere',
    title: 'A truncated JSON body becomes an empty answer',
    plan: 'truncated-stream',
    expected: 'an error: the body is not JSON',
    source:
      'cohere-ai 7.21.0, api/types/NonStreamedChatResponse.d.ts: `text: string`, "Contents of the reply generated by the model." It is undefined here: cohere-ai returns `{ ok: false, error: { reason: "non-json" } }` as the answer (core/fetcher/getResponseBody.js), and the package reads its `text`',
    happened: 'empty, 1 request',
    reproduce: () => playCell(way('ChatCohere .invoke()', 'complete'), 'truncated-stream'),
  },
  {
    name: 'langchain-ollama-ignores-signal',
    package: '@langchain/ollama',
    title: 'invoke() ignores its signal until the next event arrives',
    plan: stalled,
    expected: 'the call is aborted',
    source: signalContract,
    happened: 'neither the call nor its connection ends',
    report: ollamaReport,
    reproduce: () => abortCell(way('ChatOllama .invoke()', 'complete')),
  },
  {
    name: 'langchain-ollama-leaves-stream-open',
    package: '@langchain/ollama',
    title: 'An aborted stream stays open until the next event arrives',
    plan: stalled,
    expected: 'the request is aborted',
    source: signalContract,
    happened: 'the call ends, and its connection stays open',
    report: ollamaReport,
    reproduce: () => abortCell(way('ChatOllama .stream()', 'streamed')),
  },
  {
    name: 'langchain-openai-drops-refusal',
    package: '@langchain/openai',
    title: 'A refusal becomes an empty answer: its text is nowhere in the message',
    plan: 'refusal',
    expected: 'the refusal, as with `useResponsesApi`, which puts it into `additional_kwargs.refusal`',
    source:
      'OpenAI, Chat Completions: `message.refusal`, "The refusal message generated by the model." (openai, resources/chat/completions/completions.d.ts)',
    happened: 'empty, finish reason stop, 1 request',
    reproduce: () => playCell(way('ChatOpenAI .invoke()', 'complete'), 'refusal'),
  },
  {
    name: 'langchain-openrouter-drops-refusal',
    package: '@langchain/openrouter',
    title: 'A refusal becomes an empty answer: its text is nowhere in the message',
    plan: 'refusal',
    expected: 'the text of the refusal',
    source:
      'OpenRouter: `refusal` of an assistant message, "Refusal message if content was refused" (@openrouter/sdk, models/chatassistantmessage.d.ts, generated from its OpenAPI document)',
    happened: 'empty, finish reason stop, 1 request',
    reproduce: () => playCell(way('ChatOpenRouter .invoke()', 'complete'), 'refusal'),
  },
]
