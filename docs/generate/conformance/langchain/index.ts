import { ChatAnthropic } from '@langchain/anthropic'
import { ChatCohere } from '@langchain/cohere'
import { ChatGoogleGenerativeAI } from '@langchain/google-genai'
import { ChatMistralAI } from '@langchain/mistralai'
import { ChatOllama } from '@langchain/ollama'
import { ChatOpenAI } from '@langchain/openai'
import {
  answers,
  anthropic,
  brownout,
  cohere,
  gemini,
  mistral,
  ollama,
  openai,
  virtualTime,
  type AnswerSource,
} from '../../../../src/index.ts'
import { runCases, type Cases, type Exception, type Suite } from '../suite.ts'
import type { ChatClient } from './client.ts'
import { contentCases } from './content-cases.ts'
import { parallelCases, toolCases } from './tool-cases.ts'
import { textCases } from './text-cases.ts'

const apiKey = 'sk-test'

const clients: readonly (ChatClient & { readonly exceptions?: readonly Exception[] })[] = [
  {
    name: 'ChatOpenAI, Chat Completions',
    package: '@langchain/openai',
    provider: openai,
    model: (fields) => new ChatOpenAI({ apiKey, model: 'gpt-5-mini', ...(fields as object) }),
    callsInParallel: true,
    takes: { image: ['url', 'base64', 'data URL'], file: ['base64', 'data URL'] },
  },
  {
    name: 'ChatOpenAI, Responses',
    package: '@langchain/openai',
    provider: openai,
    model: (fields) => new ChatOpenAI({ apiKey, model: 'gpt-5-mini', useResponsesApi: true, ...(fields as object) }),
    callsInParallel: true,
  },
  {
    name: 'ChatAnthropic',
    package: '@langchain/anthropic',
    provider: anthropic,
    model: (fields) => new ChatAnthropic({ apiKey, model: 'claude-sonnet-5', ...(fields as object) }),
    callsInParallel: true,
    takes: { image: ['url', 'base64', 'data URL'], file: ['url', 'base64', 'data URL'] },
  },
  {
    name: 'ChatGoogleGenerativeAI',
    package: '@langchain/google-genai',
    provider: gemini,
    model: (fields) => new ChatGoogleGenerativeAI({ apiKey, model: 'gemini-2.5-flash', ...(fields as object) }),
    callsInParallel: true,
    takes: { image: ['base64', 'data URL'], audio: ['base64', 'data URL'], file: ['base64', 'data URL'] },
    exceptions: [
      { cases: /^messages of one role/, reason: 'the client refuses a second system message itself' },
      {
        cases: /as a block of content/,
        reason: 'the client sends the call twice, and Gemini refuses a turn with fewer results than calls',
      },
    ],
  },
  {
    name: 'ChatCohere',
    package: '@langchain/cohere',
    provider: cohere,
    model: (fields) => new ChatCohere({ apiKey, model: 'command-a-03-2025', ...(fields as object) }),
    exceptions: [
      { cases: /as a block of content/, reason: 'the client refuses content other than text itself' },
      { cases: /^structured output/, reason: 'the client makes messages that its own parser of structured output refuses' },
      { cases: /^a streamed call|in streams$/, reason: 'the client does not read calls from a stream' },
    ],
  },
  {
    name: 'ChatMistralAI',
    package: '@langchain/mistralai',
    provider: mistral,
    model: (fields) => new ChatMistralAI({ apiKey, model: 'mistral-small-latest', ...(fields as object) }),
    callId: 'abc123456',
    exceptions: [{ cases: /as a block of content/, reason: 'the client refuses blocks other than text and pictures itself' }],
  },
  {
    name: 'ChatOllama',
    package: '@langchain/ollama',
    provider: ollama,
    model: (fields) => new ChatOllama({ model: 'mistral', ...(fields as object) }),
  },
]

/** A model that calls all offered tools at once, and answers in text when it has the results. */
const callsAll: AnswerSource = answers.from(({ tools, messages }) =>
  messages.at(-1)?.role === 'tool'
    ? 'It is 21 degrees.'
    : { toolCalls: tools.map(({ name }) => ({ name, arguments: { location: 'Ghent' } })) },
)

/** Runs each case with its own emulator, in virtual time. */
function emulated({ provider }: ChatClient, cases: Cases, source?: AnswerSource): Cases {
  return Object.fromEntries(
    Object.entries(cases).map(([name, run]) => [
      name,
      async () => {
        const chaos = brownout({ seed: 'tuesday', providers: [provider()], ...(source !== undefined && { answers: source }) })
        const release = chaos.intercept()
        try {
          await virtualTime(async () => void (await run()), { seed: 'tuesday' })
        } finally {
          release()
        }
      },
    ]),
  )
}

/** LangChain's standard tests, rewritten, for each LangChain chat model whose provider is emulated. */
export const langchainSuites: readonly Suite[] = clients.map((client) => ({
  name: `LangChain's standard cases: ${client.name}`,
  package: client.package,
  source: 'https://github.com/langchain-ai/langchainjs/tree/main/internal/standard-tests',
  exceptions: client.exceptions ?? [],
  run: () =>
    runCases({
      ...emulated(client, { ...textCases(client), ...toolCases(client), ...contentCases(client) }),
      ...emulated(client, parallelCases(client), callsAll),
    }),
}))
