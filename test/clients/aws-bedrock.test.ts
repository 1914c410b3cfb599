import * as sdk from '@aws-sdk/client-bedrock-runtime'
import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
  type BedrockRuntimeServiceException,
  type ConverseCommandInput,
  type ConverseStreamOutput,
} from '@aws-sdk/client-bedrock-runtime'
import { FetchHttpHandler } from '@smithy/fetch-http-handler'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { brownout } from '../../src/brownout.ts'
import { defineFault } from '../../src/engine/plan/define-fault.ts'
import type { Problem, ProblemKind } from '../../src/engine/model/problem.ts'
import type { FinishReason, ReplyPart } from '../../src/engine/model/reply.ts'
import { bedrock } from '../../src/providers/bedrock/index.ts'
import { serve } from '../../src/server/index.ts'
import { bedrockClient } from '../../docs/generate/dialects/bedrock-client.ts'
import { anyTraits } from '../engine/traits.ts'

let parts: readonly ReplyPart[] = []
let finish: FinishReason | undefined
const chaos = brownout({
  seed: 'tuesday',
  providers: [bedrock()],
  answers: () => ({ parts, ...(finish === undefined ? {} : { finish }) }),
})
const server = setupServer(...chaos.handlers)
let client: BedrockRuntimeClient
const modelId = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const question: ConverseCommandInput = { modelId, messages: [{ role: 'user', content: [{ text: 'Where is my parcel?' }] }] }
const invocation = {
  modelId,
  body: JSON.stringify({
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 1_024,
    messages: [{ role: 'user', content: 'Where is my parcel?' }],
  }),
}
const track = { toolSpec: { name: 'track', inputSchema: { json: { type: 'object', properties: { id: { type: 'integer' } } } } } }

/** Refuses every call with one problem. */
const refusing = (problem: Problem) =>
  defineFault({
    name: 'refusing',
    summary: 'Every call is refused.',
    ...anyTraits,
    sources: [],
    breaks: [],
    parameters: z.object({}),
    admit: () => problem,
  })()

beforeAll(() => {
  server.listen({ onUnhandledFrame: 'bypass' })
  client = bedrockClient()
})
afterEach(() => {
  finish = undefined
  chaos.reset()
})
afterAll(() => server.close())

/** The texts of a stream that arrived, its events, and the error that ended it. */
async function read(input = question): Promise<{ texts: string[]; events: ConverseStreamOutput[]; error?: unknown }> {
  const [texts, events]: [string[], ConverseStreamOutput[]] = [[], []]
  try {
    const { stream } = await client.send(new ConverseStreamCommand(input))
    for await (const event of stream!) {
      events.push(event)
      if (event.contentBlockDelta?.delta?.text !== undefined) texts.push(event.contentBlockDelta.delta.text)
    }
  } catch (error) {
    return { texts, events, error }
  }
  return { texts, events }
}

describe('@aws-sdk/client-bedrock-runtime', () => {
  it('reads an answer of Converse', async () => {
    parts = [{ type: 'text', text: 'It comes tomorrow.' }]
    const { $metadata, ...answer } = await client.send(new ConverseCommand(question))
    expect(answer).toMatchObject({
      output: { message: { role: 'assistant', content: [{ text: 'It comes tomorrow.' }] } },
      stopReason: 'end_turn',
      usage: { outputTokens: chaos.journal.calls[0]!.usage!.outputTokens },
      metrics: { latencyMs: 0 },
    })
    expect($metadata).toMatchObject({
      httpStatusCode: 200,
      requestId: expect.stringMatching(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/) as unknown,
    })
    expect(chaos.journal.calls).toMatchObject([
      { provider: 'bedrock', endpoint: 'converse', model: modelId, ending: 'complete', received: 'It comes tomorrow.' },
    ])
  })

  it('reads the events of ConverseStream', async () => {
    parts = [{ type: 'text', text: 'It comes tomorrow.' }]
    const { texts, events } = await read()
    expect(texts).toEqual(['It', ' comes', ' tomorrow.'])
    expect(events.map((event) => Object.keys(event)[0])).toEqual([
      'messageStart',
      ...texts.map(() => 'contentBlockDelta'),
      'contentBlockStop',
      'messageStop',
      'metadata',
    ])
    expect(chaos.journal.calls).toMatchObject([{ stream: true, deltas: 3, ending: 'complete', received: 'It comes tomorrow.' }])
  })

  it('takes a model by its ARN', async () => {
    const arn = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123'
    await client.send(new ConverseCommand({ ...question, modelId: arn }))
    await client.send(new InvokeModelCommand({ ...invocation, modelId: arn }))
    expect(chaos.journal.calls.map(({ model }) => model)).toEqual([arn, arn])
  })

  it('takes tools, their calls, and their results', async () => {
    parts = [
      { type: 'text', text: 'I look it up.' },
      { type: 'tool-call', id: 'tooluse_1', name: 'track', arguments: '{"id":7}' },
    ]
    const toolConfig = { tools: [track], toolChoice: { tool: { name: 'track' } } }
    const first = await client.send(new ConverseCommand({ ...question, toolConfig }))
    expect(first.stopReason).toBe('tool_use')
    const { message } = first.output!
    expect(message!.content![1]).toEqual({ toolUse: { toolUseId: 'tooluse_1', name: 'track', input: { id: 7 } } })
    parts = [{ type: 'text', text: 'In Ghent.' }]
    const results = [{ toolResult: { toolUseId: 'tooluse_1', content: [{ text: 'Ghent' }, { json: { at: 'noon' } }] } }]
    const messages = [...question.messages!, message!, { role: 'user' as const, content: results }]
    await client.send(new ConverseCommand({ ...question, messages, toolConfig }))
    const [asked, told] = chaos.journal.calls.map(({ call }) => call)
    expect(asked).toMatchObject({ toolChoice: { name: 'track' }, tools: [{ name: 'track', parameters: { type: 'object' } }] })
    expect(told!.messages.slice(1)).toEqual([
      {
        role: 'assistant',
        parts: [
          { type: 'text', text: 'I look it up.' },
          { type: 'tool-call', id: 'tooluse_1', name: 'track', arguments: '{"id":7}' },
        ],
      },
      { role: 'tool', parts: [{ type: 'tool-result', id: 'tooluse_1', text: 'Ghent\n{"at":"noon"}' }] },
    ])
  })

  it('streams the arguments of a tool as the model writes them, broken or not', async () => {
    parts = [{ type: 'tool-call', id: 'tooluse_1', name: 'track', arguments: '{"id": 7, "by": "po' }]
    const { events } = await read({ ...question, toolConfig: { tools: [track] } })
    expect(events.map(({ contentBlockDelta }) => contentBlockDelta?.delta?.toolUse?.input ?? '').join('')).toBe('{"id": 7, "by": "po')
    const { output } = await client.send(new ConverseCommand({ ...question, toolConfig: { tools: [track] } }))
    expect(output!.message!.content).toMatchObject([{ toolUse: { input: { id: 7 } } }])
  })

  it('requests structured output', async () => {
    const schema = { type: 'object', properties: { city: { type: 'string' } } }
    const textFormat = { type: 'json_schema' as const, structure: { jsonSchema: { name: 'place', schema: JSON.stringify(schema) } } }
    parts = [{ type: 'text', text: '{"city":"Ghent"}' }]
    const { output } = await client.send(new ConverseCommand({ ...question, outputConfig: { textFormat } }))
    expect(output!.message!.content).toEqual([{ text: '{"city":"Ghent"}' }])
    expect(chaos.journal.calls[0]!.call.output).toEqual({ name: 'place', schema })
  })

  it('shows reasoning with its signature on request, and accepts it in the next turn', async () => {
    parts = [
      { type: 'reasoning', text: 'Parcels come by post.' },
      { type: 'text', text: 'Tomorrow.' },
    ]
    const additionalModelRequestFields = { thinking: { type: 'enabled', budget_tokens: 1_024 } }
    const { output } = await client.send(new ConverseCommand({ ...question, additionalModelRequestFields }))
    expect(output!.message!.content).toMatchObject([
      { reasoningContent: { reasoningText: { text: 'Parcels come by post.', signature: expect.stringMatching(/^Eq/) as unknown } } },
      { text: 'Tomorrow.' },
    ])
    const messages = [...question.messages!, output!.message!, { role: 'user' as const, content: [{ text: 'Sure?' }] }]
    await client.send(new ConverseCommand({ ...question, messages }))
    expect(chaos.journal.calls[1]!.call.messages[1]!.parts[0]).toEqual({ type: 'reasoning', text: 'Parcels come by post.' })
  })

  it.each<[FinishReason, object, string]>([
    ['length', {}, 'max_tokens'],
    ['content-filter', {}, 'content_filtered'],
    ['content-filter', { guardrailConfig: { guardrailIdentifier: 'g1', guardrailVersion: '1' } }, 'guardrail_intervened'],
    ['refusal', {}, 'content_filtered'],
  ])('gets the stop reason of the model: %s, with %j', async (reason, more, stopReason) => {
    parts = [{ type: 'text', text: 'No.' }]
    finish = reason
    expect((await client.send(new ConverseCommand({ ...question, ...more }))).stopReason).toBe(stopReason)
    expect((await read({ ...question, ...more })).events.find(({ messageStop }) => messageStop)!.messageStop!.stopReason).toBe(stopReason)
  })

  it("forwards the answer of one of Anthropic's models, streaming and non-streaming", async () => {
    parts = [{ type: 'text', text: 'It comes tomorrow.' }]
    const { body, contentType } = await client.send(new InvokeModelCommand(invocation))
    expect(contentType).toBe('application/json')
    expect(JSON.parse(new TextDecoder().decode(body))).toMatchObject({
      id: expect.stringMatching(/^msg_bdrk_01/) as unknown,
      model: 'claude-sonnet-4-5-20250929',
      content: [{ type: 'text', text: 'It comes tomorrow.' }],
    })
    const streamed = await client.send(new InvokeModelWithResponseStreamCommand(invocation))
    const types: unknown[] = []
    for await (const { chunk } of streamed.body!) types.push((JSON.parse(new TextDecoder().decode(chunk!.bytes)) as { type: string }).type)
    expect(streamed.contentType).toBe('application/json')
    expect(types).toEqual([
      'message_start',
      'content_block_start',
      'content_block_delta',
      'content_block_delta',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ])
    expect(chaos.journal.calls.map(({ endpoint, ending }) => [endpoint, ending])).toEqual([
      ['invoke', 'complete'],
      ['invoke', 'complete'],
    ])
  })

  it('accepts a bearer token, too', async () => {
    parts = [{ type: 'text', text: 'Yes.' }]
    const bearer = new BedrockRuntimeClient({
      region: 'eu-west-1',
      token: { token: 'bedrock-api-key-test' },
      authSchemePreference: ['httpBearerAuth'],
      requestHandler: new FetchHttpHandler(),
      maxAttempts: 1,
    })
    expect((await bearer.send(new ConverseCommand(question))).stopReason).toBe('end_turn')
    expect(chaos.journal.calls[0]!.call.host).toBe('bedrock-runtime.eu-west-1.amazonaws.com')
  })
})

describe('@aws-sdk/client-bedrock-runtime meets each problem as its own class', () => {
  it.each<[ProblemKind, number, string, (abstract new (...given: never[]) => Error)?]>([
    ['bad-request', 400, 'ValidationException', sdk.ValidationException],
    ['context-length-exceeded', 400, 'ValidationException', sdk.ValidationException],
    ['authentication', 403, 'UnrecognizedClientException'],
    ['billing', 403, 'AccessDeniedException', sdk.AccessDeniedException],
    ['permission', 403, 'AccessDeniedException', sdk.AccessDeniedException],
    ['model-not-found', 400, 'ValidationException', sdk.ValidationException],
    ['not-found', 404, 'ResourceNotFoundException', sdk.ResourceNotFoundException],
    ['conflict', 400, 'ConflictException', sdk.ConflictException],
    ['request-too-large', 413, 'RequestEntityTooLargeException'],
    ['unprocessable', 424, 'ModelErrorException', sdk.ModelErrorException],
    ['request-timeout', 408, 'ModelTimeoutException', sdk.ModelTimeoutException],
    ['rate-limit-requests', 429, 'ThrottlingException', sdk.ThrottlingException],
    ['rate-limit-tokens', 429, 'ThrottlingException', sdk.ThrottlingException],
    ['quota-exhausted', 400, 'ServiceQuotaExceededException', sdk.ServiceQuotaExceededException],
    ['server-error', 500, 'InternalServerException', sdk.InternalServerException],
    ['bad-gateway', 502, 'InternalServerException', sdk.InternalServerException],
    ['unavailable', 503, 'ServiceUnavailableException', sdk.ServiceUnavailableException],
    ['overloaded', 503, 'ServiceUnavailableException', sdk.ServiceUnavailableException],
    ['gateway-timeout', 504, 'ModelTimeoutException', sdk.ModelTimeoutException],
  ])('%s', async (kind, status, name, errorClass = sdk.BedrockRuntimeServiceException) => {
    chaos.inject(refusing({ kind }))
    for (const command of [new ConverseCommand(question), new InvokeModelCommand(invocation)] as ConverseCommand[]) {
      const error: unknown = await client.send(command).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(errorClass)
      expect(error).toMatchObject({ name, $metadata: { httpStatusCode: status }, message: expect.stringMatching(/\w/) as unknown })
    }
    expect((await read()).error).toMatchObject({ name, $metadata: { httpStatusCode: status } })
    expect(chaos.journal.calls.map(({ ending, problem }) => [ending, problem?.kind])).toEqual([0, 1, 2].map(() => ['refused', kind]))
  })

  it('one that no kind has for its own, by its code', async () => {
    chaos.inject(refusing({ kind: 'overloaded', code: 'ModelNotReadyException' }))
    const error: unknown = await client.send(new ConverseCommand(question)).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(sdk.ModelNotReadyException)
    expect((error as BedrockRuntimeServiceException).$metadata.httpStatusCode).toBe(429)
  })
})

it('@aws-sdk/client-bedrock-runtime reaches a server by its endpoint', async () => {
  parts = [{ type: 'text', text: 'It comes tomorrow.' }]
  const served = await serve(chaos)
  const near = new BedrockRuntimeClient({
    region: 'us-east-1',
    endpoint: served.baseUrls['bedrock']!,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
    requestHandler: new FetchHttpHandler(),
    maxAttempts: 1,
  })
  let told = ''
  const { stream } = await near.send(new ConverseStreamCommand(question))
  for await (const { contentBlockDelta } of stream!) told += contentBlockDelta?.delta?.text ?? ''
  await served.close()
  expect(told).toBe('It comes tomorrow.')
  expect(chaos.journal.calls).toMatchObject([{ provider: 'bedrock', model: modelId, ending: 'complete' }])
})
