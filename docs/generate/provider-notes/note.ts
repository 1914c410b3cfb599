/** What an endpoint does with parameters beyond those that are emulated. */
export interface EndpointNote {
  /** Below the host: `/v1/chat/completions`. */
  readonly path: string
  /** A body that is answered. */
  readonly body: object
  /** Headers beside the key. */
  readonly headers?: Readonly<Record<string, string>>
  /** Parameters that are accepted and change nothing about the answer, each with a value. A dot leads into an object. */
  readonly withoutEffect: Readonly<Record<string, unknown>>
  /** Parameters that would change the answer and are not emulated, each with what is added to the body. */
  readonly refused?: Readonly<Record<string, object>>
}

/** What to know about an emulated provider. */
export interface ProviderNote {
  readonly endpoints: readonly EndpointNote[]
  /** Where the emulation differs from the provider, and what parameters of faults show there. */
  readonly otherwise?: readonly string[]
}

/** A question, as most providers take it. */
export const messages = [{ role: 'user', content: 'Where is my parcel?' }] as const

/** A body with a parameter, whose name may lead into objects. */
export function withParameter(body: object, name: string, value: unknown): object {
  const [first = name, ...rest] = name.split('.')
  const inner: unknown = Reflect.get(body, first)
  const nested = typeof inner === 'object' && inner !== null ? inner : {}
  return { ...body, [first]: rest.length === 0 ? value : withParameter(nested, rest.join('.'), value) }
}
