import { z } from 'zod'
import { defineFault, duration, isOfToolServer, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  after: duration.default(0).describe('how long after the first call the token expires, in ms'),
  refreshable: z.boolean().default(true).describe('whether the client can get a new token for its refresh token'),
})

/** When the first call arrived, and its token. */
interface State {
  first: { readonly at: number; readonly credential: string | undefined } | undefined
}

/**
 * A tool server's token expires: calls with it get a 401 until the client sends another one.
 * Reported in: clients that did not refresh it during a session, and a server that reported the expiry as a tool error.
 * @example
 * chaos.inject(tokenExpired({ after: '1h' }))
 */
export const tokenExpired: FaultFactory<typeof parameters> = defineFault({
  name: 'token-expired',
  summary: 'the access token of a tool server expires',
  family: 'Tool servers',
  needs: ['tool-server'],
  shows: '4xx-permanent',
  persistence: 'transient',
  frequency: 'occasional',
  sources: [
    'https://github.com/openai/codex/issues/14991',
    'https://github.com/onyx-dot-app/onyx/issues/9237',
    'https://github.com/ProfessionalWiki/MediaWiki-MCP-Server/issues/443',
  ],
  breaks: ['recovers-within', 'errors-identify-cause'],
  parameters,
  state: (): State => ({ first: undefined }),
  admit(call, { parameters: { after, refreshable }, state, now }) {
    if (call.operation === 'renew-access' && !refreshable)
      return { kind: 'bad-request', code: 'invalid_grant', message: 'The refresh token has expired.' }
    // A client without a token has none that can expire.
    if (!isOfToolServer(call) || (call.needsToken === true && call.credential === undefined)) return undefined
    state.first ??= { at: now(), credential: call.credential }
    const isExpired = call.credential === state.first.credential && now() >= state.first.at + after
    return isExpired ? { kind: 'authentication', passes: true } : undefined
  },
})
