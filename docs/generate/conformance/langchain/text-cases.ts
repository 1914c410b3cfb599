import { strict as assert } from 'node:assert'
import { AIMessage, AIMessageChunk, HumanMessage, SystemMessage, getBufferString } from '@langchain/core/messages'
import type { Cases } from '../suite.ts'
import { assertUsage, gathered, type ChatClient } from './client.ts'

const conversation = [new HumanMessage('Hi'), new AIMessage('Hi, what can I do?'), new HumanMessage('Where is my parcel?')]
const doubled = [
  new SystemMessage('Be brief.'),
  new SystemMessage('Be kind.'),
  new HumanMessage('Hi'),
  new HumanMessage('Hi?'),
  new AIMessage('Hi.'),
  new AIMessage('What can I do?'),
  new HumanMessage('Where is my parcel?'),
]

function assertAnswered(message: unknown): asserts message is AIMessage {
  assert.ok(AIMessage.isInstance(message) || message instanceof AIMessageChunk)
  assert.equal(typeof message.text, 'string')
  assert.notEqual(message.text, '')
}

/** Cases about text: single calls, streaming, batches, the cache, and usage. */
export function textCases({ model }: ChatClient): Cases {
  return {
    'a model is made': () => assert.ok(model()),
    'a streaming model is made': () => assert.ok(model({ streaming: true })),
    'a model reports its name and provider to tracing': () => {
      const traced = model().getLsParams({})
      assert.equal(traced.ls_model_type, 'chat')
      assert.equal(typeof traced.ls_provider, 'string')
      assert.equal(typeof traced.ls_model_name, 'string')
    },
    'invoke answers in words': async () => assertAnswered(await model().invoke('Hello')),
    'stream gives chunks with words': async () => {
      let text = ''
      for await (const chunk of await model().stream('Hello')) {
        assert.ok(chunk instanceof AIMessageChunk)
        text += chunk.text
      }
      assert.notEqual(text, '')
    },
    'batch answers every prompt': async () => {
      const replies = await model().batch(['Hello', 'Hey'])
      assert.equal(replies.length, 2)
      for (const reply of replies) assertAnswered(reply)
    },
    'streamEvents begins, streams and ends': async () => {
      const events = []
      // oxlint-disable-next-line typescript/no-deprecated -- the standard case requires this version
      for await (const event of model().streamEvents('Hello', { version: 'v2' })) events.push(event)
      assert.ok(events.length >= 3)
      assert.equal(events[0]!.event, 'on_chat_model_start')
      assert.equal(events[Math.floor(events.length / 2)]!.event, 'on_chat_model_stream')
      const last = events.at(-1)!
      assert.equal(last.event, 'on_chat_model_end')
      const streamed = events.filter(({ event }) => event === 'on_chat_model_stream')
      const text = streamed.map(({ data }) => (data.chunk as AIMessageChunk).text).join('')
      assert.equal((last.data.output as AIMessageChunk).text, text)
    },
    'a conversation continues': async () => assertAnswered(await model().invoke(conversation)),
    'messages of one role can follow each other': async () => assertAnswered(await model().invoke(doubled)),
    'invoke reports the usage': async () => assertUsage(await model().invoke('Hello')),
    'stream reports the usage': async () => assertUsage(await gathered(model().stream('Hello'))),
    'stop sequences are taken by a call': async () => assert.ok(await model().invoke('Hello', { stop: ['you'] })),
    'stop sequences are taken by a model': async () => assert.ok(await model({ stop: ['you'] }).invoke('Hello')),
    'an answer is read from the cache': async () => {
      const cached = model({ cache: true })
      const message = new HumanMessage({ content: [{ type: 'text', text: 'Hello' }] })
      const key = cached._getSerializedCacheKeyParametersForCall({})
      const first = await cached.invoke([message])
      const [stored, ...others] = (await (
        cached.cache as { lookup(a: string, b: string): Promise<{ message: AIMessage }[] | null> }
      ).lookup(getBufferString([message]), key))!
      assert.deepEqual(others, [])
      assert.equal(stored!.message.text, first.text)
      assert.equal((await cached.invoke([message])).text, first.text)
    },
  }
}
