import {
  defineProperty,
  held,
  inconclusive,
  isOfToolServer,
  isWhole,
  judgeEach,
  violated,
  type JournalCall,
  type Property,
  type TaskEvidence,
  type Verdict,
} from '../../kit.ts'

/** Whether a tool server rejected the session of a call that the task needed. */
function isLost({ problem, call }: JournalCall): boolean {
  return problem?.about === 'session' && (call.operation === 'call-tool' || call.operation === 'list-tools')
}

function judgeTask({ calls, settlement }: TaskEvidence): Verdict {
  const first = calls.findIndex(isLost)
  if (first === -1) return inconclusive('no tool server lost a session that a call needed')
  const { provider } = calls[first]!
  const later = calls.slice(first + 1).filter((call) => call.provider === provider && isOfToolServer(call.call))
  const begun = later.findIndex((call) => call.call.inSession !== true && isWhole(call))
  const again = later.filter(isLost).length
  if (begun === -1 && again > 0) return violated(`${provider} had lost the session, and was called with it ${again + 1} times`)
  if (begun === -1 && settlement.type === 'error')
    return violated(`${provider} had lost the session, and the task rejected without a new one`)
  if (begun === -1) return inconclusive(`the task did not call ${provider} again after the session was lost`)
  return held
}

/**
 * If a tool server loses its session, the app starts a new one, and does not send the lost one again.
 * @example
 * recoversSession()
 */
export function recoversSession(): Property {
  return defineProperty({
    id: 'recovers-session',
    statement: 'an app begins a new session if its tool server has lost the old one',
    evidence: 'journal',
    hint: 'On HTTP 404 to a request with Mcp-Session-Id, connect a new client and call again: no MCP client does so automatically.',
    judge: (evidence) => judgeEach(evidence, judgeTask),
  })
}
