import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand, type ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime'
import { describe, expect } from 'vitest'
import { connectionReset, overloaded, slowFirstToken, truncatedStream } from '../../faults/index.ts'
import { answers, bedrock } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'Your parcel is on its way, and it comes tomorrow before noon.'
const test = withChaos({ seed: 'tuesday', providers: [bedrock()], answers: answers.from(() => text), clientBehavior: 'ignore' })
const question = {
  modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  messages: [{ role: 'user' as const, content: [{ text: 'Where is my parcel?' }] }],
}

/** The official client as it is, which speaks HTTP/2. */
function clientOf(maxAttempts = 1): BedrockRuntimeClient {
  return new BedrockRuntimeClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
    authSchemePreference: ['aws.auth#sigv4'],
    maxAttempts,
  })
}

describe('the AWS SDK with its own handler', () => {
  test('gets answers, in one body and as a stream', async ({ chaos }) => {
    const client = clientOf()
    expect((await client.send(new ConverseCommand(question))).output?.message?.content?.[0]?.text).toBe(text)
    let told = ''
    const { stream } = await client.send(new ConverseStreamCommand(question))
    for await (const event of stream as AsyncIterable<ConverseStreamOutput>) told += event.contentBlockDelta?.delta?.text ?? ''
    expect(told).toBe(text)
    expect(chaos.journal.calls.map(({ ending, received }) => [ending, received])).toEqual([
      ['complete', text],
      ['complete', text],
    ])
    client.destroy()
  })

  test('waits in virtual time, and tries again what fails', async ({ chaos }) => {
    chaos.inject(overloaded().first(1), slowFirstToken({ by: '5m' }).nth(2))
    const client = clientOf(2)
    const begun = Date.now()
    expect((await client.send(new ConverseCommand(question))).stopReason).toBe('end_turn')
    expect(Date.now() - begun).toBeGreaterThanOrEqual(300_000)
    expect(chaos.journal.calls.map(({ status }) => status)).toEqual([503, 200])
    client.destroy()
  })

  test('sees a connection that breaks before the headers, and connects again', async ({ chaos }) => {
    chaos.inject(connectionReset().first(1))
    const client = clientOf()
    await expect(client.send(new ConverseCommand(question))).rejects.toThrow('ECONNRESET')
    expect((await client.send(new ConverseCommand(question))).stopReason).toBe('end_turn')
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['reset', 'complete'])
    client.destroy()
  })

  test('reads a truncated stream up to its last byte', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 2 }))
    const client = clientOf()
    let told = ''
    const { stream } = await client.send(new ConverseStreamCommand(question))
    for await (const event of stream as AsyncIterable<ConverseStreamOutput>) told += event.contentBlockDelta?.delta?.text ?? ''
    expect(told).toBe('Your parcel')
    expect(chaos.journal.calls).toMatchObject([{ ending: 'truncated' }])
    client.destroy()
  })
})
