import * as sdk from '@aws-sdk/client-bedrock-runtime'
import {
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelWithResponseStreamCommand,
  type ConverseCommandInput,
} from '@aws-sdk/client-bedrock-runtime'
import { describe, expect } from 'vitest'
import {
  byteOrderMark,
  carriageReturns,
  confidentlyWrong,
  connectionReset,
  droppedInstructions,
  duplicatedEvent,
  htmlError,
  malformedEvent,
  midStreamError,
  terminalEventMissing,
  serviceTierChanged,
  rateLimited,
  splitBytes,
  stalledStream,
  truncatedStream,
  unknownEvent,
} from '../../faults/index.ts'
import { answers, bedrock } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { bedrockClient } from '../../docs/generate/dialects/bedrock-client.ts'

const text = 'Your parcel is in Ghent, and it comes on Thursday before noon.'
const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  unfiredFaults: 'ignore',
  providers: [bedrock()],
  answers: answers.from(() => text),
})
const modelId = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const question: ConverseCommandInput = {
  modelId,
  system: [{ text: 'Be brief.' }],
  messages: [{ role: 'user', content: [{ text: 'Where is my parcel?' }] }],
}

interface Heard {
  readonly pieces: readonly string[]
  readonly stopReason?: string | undefined
  readonly error?: unknown
}

/** The deltas of a stream that arrived, and the error that ended it. The app gives up after a time, and releases the stream at the end. */
async function read(patience = 30_000): Promise<Heard> {
  const pieces: string[] = []
  const over = new AbortController()
  let stopReason: string | undefined
  try {
    const abortSignal = AbortSignal.any([over.signal, AbortSignal.timeout(patience)])
    const { stream } = await bedrockClient().send(new ConverseStreamCommand(question), { abortSignal })
    for await (const { contentBlockDelta, messageStop } of stream!) {
      if (contentBlockDelta?.delta?.text !== undefined) pieces.push(contentBlockDelta.delta.text)
      stopReason ??= messageStop?.stopReason
    }
    return { pieces, stopReason }
  } catch (error) {
    return { pieces, stopReason, error }
  } finally {
    over.abort()
  }
}

function whole(): Promise<sdk.ConverseCommandOutput> {
  return bedrockClient().send(new ConverseCommand(question))
}

describe('@aws-sdk/client-bedrock-runtime, disturbed', () => {
  test.for(['seconds', 'date', 'milliseconds'] as const)('retries after the time in Retry-After, in %s', async (form, { chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '4s', form }).first(2))
    const start = Date.now()
    const { $metadata } = await bedrockClient(undefined, 3).send(new ConverseCommand(question))
    expect($metadata.attempts).toBe(3)
    expect(Date.now() - start).toBe(8_000)
    expect(chaos.journal.calls.map(({ status, attempt }) => [status, attempt])).toEqual([
      [429, 0],
      [429, 1],
      [200, 2],
    ])
  })

  // Its own pause, and at most 5 s more: `StandardRetryStrategy` of @smithy/core.
  test('retries too soon if the wait is long', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '60s' }).first(1))
    await bedrockClient(undefined, 2).send(new ConverseCommand(question))
    expect(chaos.journal.calls[1]!.startedAt).toBeGreaterThanOrEqual(5_000)
    expect(chaos.journal.calls[1]!.startedAt).toBeLessThan(10_000)
  })

  test('gets an answer that ignores the system prompt', async ({ chaos }) => {
    chaos.inject(droppedInstructions())
    await whole()
    expect(chaos.journal).toHaveFired('dropped-instructions')
    expect(chaos.journal.calls[0]!.call.messages[0]).toEqual({ role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] })
  })

  test('cannot recognize a wrong answer', async ({ chaos }) => {
    chaos.inject(confidentlyWrong())
    const { output, stopReason } = await whole()
    expect(stopReason).toBe('end_turn')
    expect(output!.message!.content![0]!.text).not.toBe(text)
    expect(chaos.journal).not.toHaveReceivedTheTruth()
  })

  test('is billed at another service tier than requested', async ({ chaos }) => {
    chaos.inject(serviceTierChanged())
    const { serviceTier } = await whole()
    expect(serviceTier?.type).toMatch(/\w/)
  })

  test('receives exactly the given deltas of a truncated stream, and treats them as all', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 5 }))
    const { pieces, stopReason, error } = await read()
    expect([pieces.length, stopReason, error]).toEqual([5, undefined, undefined])
    expect(chaos.journal.calls).toMatchObject([{ ending: 'truncated', deltas: 5 }])
  })

  test('throws if the connection breaks, midway and at once', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 5, ending: 'reset' }).nth(1), connectionReset().nth(2))
    const { pieces, error } = await read()
    expect([pieces.length, error]).toEqual([5, expect.any(Error)])
    await expect(whole()).rejects.toThrow('fetch failed')
  })

  test('waits for a stalled stream until the app has had enough', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 2 }))
    const { pieces, error } = await read(12_000)
    expect([pieces.length, error]).toEqual([2, expect.any(Error)])
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted', endedAt: 12_000 }])
  })

  test.for([
    ['overloaded', sdk.ServiceUnavailableException],
    ['server-error', sdk.InternalServerException],
    ['rate-limit-tokens', sdk.ThrottlingException],
    ['gateway-timeout', sdk.ModelStreamErrorException],
  ] as const)('throws an error of its own for an error midway: %s', async ([kind, errorClass], { chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3, kind }))
    const { pieces, error } = await read()
    expect(pieces).toHaveLength(3)
    expect(error).toBeInstanceOf(errorClass)
    expect((error as Error).message).toMatch(/\w/)
    expect(chaos.journal.calls).toMatchObject([{ status: 200, ending: 'truncated', problem: { kind } }])
  })

  test('has an exception of its own for a timeout midway in the stream of InvokeModel', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3, kind: 'gateway-timeout' }))
    const messages = [{ role: 'user', content: 'Where is my parcel?' }]
    const body = JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 1_024, messages })
    const answer = await bedrockClient().send(new InvokeModelWithResponseStreamCommand({ modelId, body }))
    const reading = (async () => {
      for await (const _ of answer.body!);
    })()
    await expect(reading).rejects.toBeInstanceOf(sdk.ModelTimeoutException)
  })

  test('throws for broken JSON in a complete message', async ({ chaos }) => {
    chaos.inject(malformedEvent({ afterDeltas: 2 }))
    const { pieces, error } = await read()
    expect([pieces.length, error]).toEqual([2, expect.any(SyntaxError)])
  })

  test('has no text that could begin with a byte order mark', async ({ chaos }) => {
    chaos.inject(byteOrderMark())
    expect((await read()).pieces.join('')).toBe(text)
    expect(chaos.neverFired).toHaveLength(1)
  })

  test('skips an unknown event, and reads a duplicated one twice', async ({ chaos }) => {
    chaos.inject(unknownEvent({ afterDeltas: 2 }).nth(1), duplicatedEvent({ afterDeltas: 2 }).nth(2))
    expect((await read()).pieces.join('')).toBe(text)
    const { pieces } = await read()
    expect(pieces[2]).toBe(pieces[3])
  })

  test('reads messages whose bytes arrive in chunks', async ({ chaos }) => {
    chaos.inject(splitBytes())
    expect((await read()).pieces.join('')).toBe(text)
  })

  test('has no lines that could end in another way', async ({ chaos }) => {
    chaos.inject(carriageReturns())
    expect((await read()).pieces.join('')).toBe(text)
    expect(chaos.neverFired).toHaveLength(1)
  })

  test('never learns the stop reason if the end is missing', async ({ chaos }) => {
    chaos.inject(terminalEventMissing())
    const { pieces, stopReason, error } = await read()
    expect([pieces.join(''), stopReason, error]).toEqual([text, undefined, undefined])
  })

  test('throws for a page instead of an answer', async ({ chaos }) => {
    chaos.inject(htmlError())
    await expect(whole()).rejects.toMatchObject({ $metadata: { httpStatusCode: 502 } })
  })
})
