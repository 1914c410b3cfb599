import type { RequestHandler } from 'msw'
import type OpenAI from 'openai'

// Names that fragments of the documentation use without an import, in the order of its pages.

declare global {
  const chaos: import('brownout').Chaos
  const survives: typeof import('brownout/property').survives
  const observe: import('brownout/property').Observe
  const writeFileSync: typeof import('node:fs').writeFileSync
  const app: () => Promise<Answer>
  const createApp: typeof import('./app.ts').createApp
  const yourHandlers: readonly RequestHandler[]

  interface Answer {
    readonly status: string
  }

  // docs/baseline-checks.md
  interface Booking {
    readonly id: string
  }
  const booking: Booking
  const reserveRoom: (booking: Booking) => Promise<void>
  const refund: (booking: Booking) => Promise<void>

  // docs/time.md
  const mysql: { query(text: string): Promise<unknown> }

  // docs/serve.md
  const request: { readonly headers: Readonly<Record<string, string | undefined>> }
  const client: OpenAI
  const body: OpenAI.ChatCompletionCreateParamsNonStreaming

  // docs/mcp.md
  const withChaos: typeof import('brownout/vitest').withChaos
  const openai: typeof import('brownout').openai
  const bank: import('brownout').Provider
  const support: (question: string) => Promise<string>
}
