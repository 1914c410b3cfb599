import { InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime'
import { bedrock } from '../../../src/index.ts'
import { bedrockClient, releasing } from './bedrock-client.ts'
import { usualQuestion, type Dialect } from './dialect.ts'

/** Cohere embeddings through Bedrock's InvokeModel, with the official AWS SDK. */
export const bedrockEmbeddings: Dialect = {
  name: 'Bedrock Embeddings',
  provider: bedrock,
  client: '@aws-sdk/client-bedrock-runtime',
  operation: 'embed',
  ask: ({ question = usualQuestion }) =>
    releasing(async (abortSignal) => {
      const texts = [question, 'Another text, about a heron.']
      const input = { modelId: 'cohere.embed-v4:0', body: JSON.stringify({ texts, input_type: 'search_query', output_dimension: 256 }) }
      const { body } = await bedrockClient().send(new InvokeModelCommand(input), { abortSignal })
      return JSON.parse(new TextDecoder().decode(body)) as unknown
    }),
}
