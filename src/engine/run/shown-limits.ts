import { defaultLimits } from '../kit/problem.ts'
import type { Call } from '../model/call.ts'
import type { Problem, RateLimit } from '../model/problem.ts'

/** The rate limits in the headers of a call's response, made when they are written. Faults can change them. */
export class ShownLimits {
  readonly #call: Pick<Call, 'inputTokens'>
  #changed: NonNullable<Problem['limits']> | undefined

  constructor(call: Pick<Call, 'inputTokens'>) {
    this.#call = call
  }

  change(limits: NonNullable<Problem['limits']>): void {
    this.#changed = { ...this.#changed, ...limits }
  }

  get all(): { readonly requests: RateLimit; readonly tokens: RateLimit } {
    const { inputTokens } = this.#call
    return {
      requests: { limit: defaultLimits.requests, remaining: defaultLimits.requests - 1, resetIn: 6 },
      tokens: {
        limit: defaultLimits.tokens,
        remaining: Math.max(0, defaultLimits.tokens - inputTokens),
        resetIn: Math.ceil((inputTokens / defaultLimits.tokens) * 60_000),
      },
      ...this.#changed,
    }
  }
}
