import { checkOptions, type OptionTable } from '../../engine/base/options.ts'
import { BrownoutError } from '../../engine/base/errors.ts'
import { valueInWords } from '../../engine/base/value-in-words.ts'
import type { BodyLengths, Endpoint, ProcessCommand, Provider } from '../../engine/model/provider.ts'

/** The name and the base URL of a provider. */
export interface ProviderOptions {
  /** Its name in the journal and in `.for(...)`. Default: the provider's own name */
  readonly name?: string
  /** One or several, in the form that its SDK accepts. Default: the provider's own hosts */
  readonly baseURL?: string | readonly string[]
}

/** The expected values of the options, for factories with additional options. */
export const providerOptions: OptionTable<ProviderOptions> = {
  name: { expected: 'a name, such as "openai"', accepts: (value) => typeof value === 'string' && value !== '' },
  baseURL: {
    expected: 'a URL, such as "https://api.example.com/v1", or a list of URLs',
    accepts: (value) => typeof value === 'string' || (Array.isArray(value) && value.length > 0),
  },
}

/** The parts of a provider. */
export interface ProviderDefinition {
  readonly name: string
  /** Origins with an optional path, such as `https://api.example.com/v1`. A `*` in the host matches one label or a part of it. */
  readonly baseUrls: readonly string[]
  /** The command that starts it, for a process that communicates over stdin and stdout. Its base URL is then only a name. */
  readonly process?: ProcessCommand
  /** Whether its endpoints forward requests, with the headers of the client. Default: false */
  readonly forwards?: true
  /** Which of its JSON bodies have a `content-length`. Others are chunked. Default: none */
  readonly bodyLengths?: BodyLengths
  /** A request header, in lower case, that calls from browsers need. Default: none */
  readonly browserHeader?: string
  readonly endpoints: readonly Endpoint[] | LazyEndpoints
  /** The names of the tools that it runs, if it is a tool server. Default: unknown */
  readonly toolNames?: readonly string[]
  /**
   * Whether clients look at an address for something that the provider does not need to have, such as an older transport. The request
   * gets a 404 and is not reported as blocked. Default: never
   */
  mayLack?(method: string, url: URL): boolean
}

/** Endpoints whose code is loaded on the first call. */
export interface LazyEndpoints {
  readonly names: readonly string[]
  load(): Promise<readonly Endpoint[]>
}

/**
 * Defines a provider: a wire format and its base URLs. For a host with OpenAI's wire format, use `openaiLike`.
 * @throws BrownoutError if the name is empty, a base URL is not a URL, or it has no endpoint
 * @example
 * const echo = defineEndpoint({
 *   name: 'echo',
 *   path: '/echo',
 *   decode: ({ text }) => ({ type: 'ask', ask: operationOn('embed', { model: 'echo', texts: [text] }) }),
 *   write: () => ({
 *     headers: () => ({}),
 *     body: ({ data }) => ({ vectors: data.map(numbersOf) }),
 *     problem: ({ kind, status = 500 }) => ({ status, body: { error: kind } }),
 *   }),
 * })
 * const local = defineProvider({ name: 'local', baseUrls: ['http://localhost:9000/v1'], endpoints: [echo] })
 * const chaos = brownout({ providers: [local] })
 */
export function defineProvider({
  name,
  baseUrls,
  process,
  forwards,
  endpoints,
  bodyLengths,
  browserHeader,
  toolNames,
  mayLack,
}: ProviderDefinition): Provider {
  if (typeof name !== 'string' || name === '')
    throw new BrownoutError(`Cannot define a provider named ${valueInWords(name)}: expected a name such as "openai".`)
  if (baseUrls.length === 0) throw new BrownoutError(`Cannot define the provider "${name}": it has no base URL.`)
  for (const url of baseUrls) checkUrl(name, url, 'https://api.example.com/v1')
  const lazy =
    'load' in endpoints ? endpoints : { names: endpoints.map((endpoint) => endpoint.name), load: () => Promise.resolve(endpoints) }
  if (lazy.names.length === 0) throw new BrownoutError(`Cannot define the provider "${name}": it has no endpoint.`)
  let loaded: Promise<readonly Endpoint[]> | undefined
  return {
    name,
    baseUrls,
    ...(process === undefined ? {} : { process }),
    ...(forwards === undefined ? {} : { forwards }),
    ...(bodyLengths === undefined ? {} : { bodyLengths }),
    ...(browserHeader === undefined ? {} : { browserHeader }),
    ...(toolNames === undefined ? {} : { toolNames }),
    ...(mayLack === undefined ? {} : { mayLack }),
    endpointNames: [...new Set(lazy.names)],
    endpoints: () => (loaded ??= lazy.load()),
  }
}

/**
 * Creates a provider with its default base URLs, or with those in its options.
 * @throws BrownoutError if an option is unknown or a base URL is not a URL
 */
export function emulate(
  usual: Pick<ProviderDefinition, 'name' | 'baseUrls' | 'bodyLengths' | 'browserHeader'> & { readonly endpoints: readonly string[] },
  options: ProviderOptions,
  load: LazyEndpoints['load'],
): Provider {
  checkOptions<ProviderOptions>(`${usual.name}()`, options, providerOptions)
  const { name = usual.name, baseURL = usual.baseUrls } = options
  const baseUrls = typeof baseURL === 'string' ? [baseURL] : baseURL
  for (const url of baseUrls) checkUrl(name, url, usual.baseUrls[0]!)
  return defineProvider({ ...usual, name, baseUrls, endpoints: { names: usual.endpoints, load } })
}

function checkUrl(name: string, url: unknown, example: string): void {
  if (typeof url !== 'string' || !URL.canParse(url))
    throw new BrownoutError(`Cannot set up "${name}" at ${valueInWords(url)}: expected a URL such as "${example}".`)
}
