import { createOpenAI } from '@ai-sdk/openai'
import { generateObject, streamObject } from 'ai'
import { openai } from '../../../src/index.ts'
import type { Client } from '../client.ts'
import { placeSchema, question } from '../task.ts'

const asked = (abortSignal: AbortSignal) => ({
  model: createOpenAI({ apiKey: 'test' })('gpt-4o'),
  prompt: question,
  schema: placeSchema,
  abortSignal,
})

/** Deprecated since AI SDK 6, and still in many apps. */
export const clients: readonly Client[] = [
  {
    name: 'ai generateObject, openai responses',
    packages: ['@ai-sdk/openai', 'ai'],
    providers: [openai],
    asks: {
      async structured(shown, signal) {
        // oxlint-disable-next-line typescript/no-deprecated -- the row is about it
        const { object, finishReason } = await generateObject(asked(signal))
        shown.value(object)
        shown.finish(finishReason)
      },
    },
  },
  {
    name: 'ai streamObject, openai responses',
    packages: ['@ai-sdk/openai', 'ai'],
    providers: [openai],
    asks: {
      async structured(shown, signal) {
        // oxlint-disable-next-line typescript/no-deprecated -- the row is about it
        const { object, finishReason, partialObjectStream } = streamObject({ ...asked(signal), onError() {} })
        for await (const _part of partialObjectStream);
        shown.value(await object)
        shown.finish(await finishReason)
      },
    },
  },
]
