import { emulate, type Provider, type ProviderOptions } from '../../kit.ts'
import { facts } from '../facts.ts'

/**
 * Amazon Bedrock: Converse, and InvokeModel for Anthropic's models, streaming (in AWS's binary framing) and non-streaming; embeddings of
 * Amazon's and Cohere's models, and token counting.
 *
 * `@aws-sdk/client-bedrock-runtime` uses HTTP/2 in Node, which is supported: in this process under `chaos.intercept()` or the
 * fixture, and over a server with `endpoint: server.baseUrls.bedrock`. `setupServer(...chaos.handlers)` alone does not see HTTP/2:
 * in that case, give the client a `FetchHttpHandler` from `@smithy/fetch-http-handler`.
 * With a `region` and `credentials` (or a `token`), with any values, the client needs nothing else. The signature is not
 * verified, but it must exist. `@ai-sdk/amazon-bedrock` uses `fetch` on its own.
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_Operations_Amazon_Bedrock_Runtime.html
 * @throws BrownoutError if a base URL is not a URL
 * @example
 * const chaos = brownout({ providers: [bedrock()] })
 * const client = new BedrockRuntimeClient({ region: 'us-east-1', credentials })
 */
export function bedrock(options: ProviderOptions = {}): Provider {
  return emulate({ name: 'bedrock', ...facts.bedrock }, options, async () => (await import('./endpoints.ts')).endpoints)
}
