import { checkOptions, emulate, providerOptions, yesOrNo, type Provider, type ProviderOptions } from '../../kit.ts'
import { facts } from '../facts.ts'

/** Options for Azure OpenAI and its deployments. */
export interface AzureOptions extends ProviderOptions {
  /** Whether the content filter checks an answer after sending, and reports in a chunk whose choice has no `delta`. Default: false */
  readonly asynchronousFilter?: boolean
}

/**
 * Azure OpenAI: Chat Completions with deployment paths and the v1 path, Responses and Embeddings, on any resource's host.
 * The deployment named in the path or the body is the call's model.
 * @throws BrownoutError if an option is unknown or wrong, or a base URL is not a URL
 * @example
 * brownout({ providers: [azure(), azure({ name: 'sweden', baseURL: 'https://my-sweden.openai.azure.com' })] })
 */
export function azure(options: AzureOptions = {}): Provider {
  checkOptions<AzureOptions>('azure()', options, { ...providerOptions, asynchronousFilter: yesOrNo })
  const { asynchronousFilter = false, ...others } = options
  return emulate({ name: 'azure', ...facts.azure }, others, async () => (await import('./endpoints.ts')).endpointsOf(asynchronousFilter))
}
