import { emulate, type Provider, type ProviderOptions } from '../../kit.ts'
import { facts } from '../facts.ts'

/**
 * Amazon Bedrock: Converse, and InvokeModel for Anthropic's models, streaming (in AWS's binary framing) and not; vectors by
 * Amazon's and Cohere's models, and counts of tokens.
 *
 * `@aws-sdk/client-bedrock-runtime` speaks HTTP/2 in Node unless it is given another request handler, and is then refused as a real
 * connection. `FetchHttpHandler` of `@smithy/fetch-http-handler` and `NodeHttpHandler` of `@smithy/node-http-handler` are answered.
 * Both reach a server with `endpoint: server.baseUrls.bedrock`.
 * With a `region` and `credentials` (or a `token`), whatever they are, the client needs nothing else. A signature is not
 * checked, but one must be there. `@ai-sdk/amazon-bedrock` goes through `fetch` by itself.
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_Operations_Amazon_Bedrock_Runtime.html
 * @throws BrownoutError if a base URL is not a URL
 * @example
 * const chaos = brownout({ providers: [bedrock()] })
 * const client = new BedrockRuntimeClient({ region: 'us-east-1', credentials, requestHandler: new FetchHttpHandler() })
 */
export function bedrock(options: ProviderOptions = {}): Provider {
  return emulate({ name: 'bedrock', ...facts.bedrock }, options, async () => (await import('./endpoints.ts')).endpoints)
}
