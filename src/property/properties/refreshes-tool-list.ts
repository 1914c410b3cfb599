import {
  defineProperty,
  held,
  inconclusive,
  judgeEach,
  violated,
  type JournalCall,
  type Property,
  type TaskEvidence,
  type Verdict,
} from '../../kit.ts'

/** Whether a tool server has no such tool. */
function isUnknown({ call, problem }: JournalCall): boolean {
  return call.operation === 'call-tool' && problem?.about === 'tool' && problem.kind === 'not-found'
}

function judgeTask({ calls }: TaskEvidence): Verdict {
  const first = calls.findIndex(isUnknown)
  if (first === -1) return inconclusive('no tool was unknown to its server')
  const { provider, model } = calls[first]!
  const later = calls.slice(first + 1).filter((call) => call.provider === provider)
  const listed = later.findIndex(({ call }) => call.operation === 'list-tools')
  const called = later.findIndex((call) => call.call.operation === 'call-tool' && call.model === model)
  if (called !== -1 && (listed === -1 || called < listed))
    return violated(`${provider} no longer has "${model}", and it was called again without a look at the list`)
  return listed === -1 ? inconclusive(`the tools of ${provider} were not listed again, and "${model}" was not called again`) : held
}

/**
 * A tool that its server no longer has is not called again before the tool list is refreshed.
 * @example
 * refreshesToolList()
 */
export function refreshesToolList(): Property {
  return defineProperty({
    id: 'refreshes-tool-list',
    statement: 'the list of tools is read again before a tool is called that was unknown',
    evidence: 'journal',
    hint: 'On an error for an unknown tool (-32602), and on notifications/tools/list_changed, list the tools again. No MCP client does so automatically.',
    judge: (evidence) => judgeEach(evidence, judgeTask),
  })
}
