import { z } from 'zod'
import { RecentSet, calledTool, defineFault, isOfToolServer, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  scope: z.string().min(1).default('tools:write').describe('the scope that a call of a tool needs'),
})

/** The tokens that were refused, by their hashes, if the server does not know their scopes. */
type State = Set<string | undefined>

/**
 * A tool needs a scope that the access token does not have. The server answers with a 403 that names it, until a token has it.
 * Reported in: clients that refresh their token without the new scope, do not ask the user for it, or report an expired token.
 * @example
 * chaos.inject(scopeMissing({ scope: 'orders:write' }))
 */
export const scopeMissing: FaultFactory<typeof parameters> = defineFault({
  name: 'scope-missing',
  summary: 'a tool needs a scope that the token lacks',
  family: 'Tool servers',
  needs: ['tool-server', 'tool-run'],
  shows: '4xx-permanent',
  persistence: 'transient',
  frequency: 'occasional',
  sources: [
    'https://github.com/anthropics/claude-code/issues/28258',
    'https://github.com/anthropics/claude-code/issues/44652',
    'https://github.com/anthropics/claude-code/issues/68720',
  ],
  breaks: ['recovers-within', 'errors-identify-cause', 'reports-tool-failures'],
  parameters,
  state: (): State => new RecentSet(),
  admit(call, { parameters: { scope }, state }) {
    if (!isOfToolServer(call) || calledTool(call) === undefined || hasScope(call.scope, scope)) return undefined
    // Without known scopes, another token is one that has it.
    if (call.scope === undefined && state.size > 0 && !state.has(call.credential)) return undefined
    state.add(call.credential)
    return { kind: 'permission', parameter: scope, passes: true }
  },
})

function hasScope(granted: string | undefined, needed: string): boolean {
  const scopes = granted?.split(' ') ?? []
  return needed.split(' ').every((scope) => scopes.includes(scope))
}
