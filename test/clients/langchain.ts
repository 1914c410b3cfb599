import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { HumanMessage, type AIMessageChunk, type BaseMessage } from '@langchain/core/messages'
import { tool } from '@langchain/core/tools'
import { z } from 'zod'
import { prompt } from './parcel.ts'

/** A new tool for each agent: @langchain/cohere writes into the JSON Schema that LangChain keeps for a zod object. */
function trackTool() {
  return tool(({ id }: { id: number }) => `Parcel ${id} is in Ghent.`, {
    name: 'track',
    description: 'Where a parcel is',
    schema: z.object({ id: z.number() }),
  })
}

/** An agent as LangChain's guides write it by hand: it calls the model, runs the requested tools, and calls it again. */
export async function runAgent(model: BaseChatModel): Promise<string> {
  const track = trackTool()
  const messages: BaseMessage[] = [new HumanMessage(prompt)]
  for (;;) {
    const reply = await model.bindTools!([track]).invoke(messages)
    messages.push(reply)
    if (reply.tool_calls === undefined || reply.tool_calls.length === 0) return reply.text
    for (const call of reply.tool_calls) messages.push(await track.invoke(call))
  }
}

/** The text of a stream, and the error with which it ends. */
export async function hear(stream: Promise<AsyncIterable<AIMessageChunk>>): Promise<{ text: string; error: unknown }> {
  let text = ''
  try {
    for await (const chunk of await stream) text += chunk.text
  } catch (error) {
    return { text, error }
  }
  return { text, error: undefined }
}
