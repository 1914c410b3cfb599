/** What an endpoint does with parameters that are not emulated. */
export interface EndpointNote {
  /** Below the host: `/v1/chat/completions`. */
  readonly path: string
  /** A body that gets an answer. */
  readonly body: object
  /** Headers besides the key. */
  readonly headers?: Readonly<Record<string, string>>
  /** Parameters that are accepted but do not change the answer, each with a value. A dot leads into an object. */
  readonly withoutEffect: Readonly<Record<string, unknown>>
  /** Parameters that would change the answer but are not emulated, each with an addition to the body. */
  readonly refused?: Readonly<Record<string, object>>
}

/** Notes about an emulated provider. */
export interface ProviderNote {
  readonly endpoints: readonly EndpointNote[]
  /** Differences between the emulation and the provider, and the effect of fault parameters on them. */
  readonly otherwise?: readonly string[]
}

/** A prompt that most providers accept. */
export const messages = [{ role: 'user', content: 'Where is my parcel?' }] as const

/** A body with one more parameter, whose name can lead into objects. */
export function withParameter(body: object, name: string, value: unknown): object {
  const [first = name, ...rest] = name.split('.')
  const inner: unknown = Reflect.get(body, first)
  const nested = typeof inner === 'object' && inner !== null ? inner : {}
  return { ...body, [first]: rest.length === 0 ? value : withParameter(nested, rest.join('.'), value) }
}
