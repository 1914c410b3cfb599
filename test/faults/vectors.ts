import OpenAI from 'openai'
import { withChaos } from '../../src/vitest/index.ts'
import { truth } from './bench.ts'

/** vitest's `test`, with a model that makes vectors of what it is sent. */
export const test = withChaos({
  seed: 'tuesday',
  unfiredFaults: 'ignore',
  clientBehavior: 'ignore',
  answers: ({ operation }) => (operation === undefined ? { parts: [{ type: 'text', text: truth }] } : undefined),
})

/** The vectors of some texts, as the SDK of OpenAI reads them. */
export async function embed(texts: readonly string[], dimensions?: number): Promise<number[][]> {
  const { data } = await new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' }).embeddings.create({
    model: 'text-embedding-3-small',
    input: [...texts],
    encoding_format: 'float',
    ...(dimensions === undefined ? {} : { dimensions }),
  })
  return data.map(({ embedding }) => embedding)
}
