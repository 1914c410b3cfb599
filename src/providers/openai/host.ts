import type { Problem, Exchange, WireRequest, Random } from '../../kit.ts'

/** An error as a host words it. `type` is left out by the hosts that have none. */
export interface HostError {
  readonly message: string
  readonly code: string | number | null
  readonly type?: string
}

/** What the endpoints of a host that speaks OpenAI's dialect have in common, and where hosts differ. */
export interface Host {
  /** What it says of a request before it reads the body; `undefined` where it reads on. */
  readonly refusal: (request: WireRequest) => Problem | undefined
  /** The model, where the URL names it and not the body. */
  readonly modelOf: (url: URL) => string | undefined
  readonly requestId: (random: Random) => string
  /** The headers of every response. */
  readonly headers: (exchange: Exchange, requestId: string) => Readonly<Record<string, string>>
  readonly errorOf: (problem: Problem, exchange: Exchange) => HostError
  readonly httpError: (
    problem: Problem,
    exchange: Exchange,
  ) => { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: unknown }
}
