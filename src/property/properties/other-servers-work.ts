import {
  BrownoutError,
  defineProperty,
  hasFailed,
  held,
  inconclusive,
  isListening,
  isOfToolServer,
  judgeEach,
  violated,
  type JournalCall,
  type Property,
  type TaskEvidence,
  type Verdict,
} from '../../kit.ts'

/** The tool servers that the task called, each with whether all its calls failed. */
function serversIn(calls: readonly JournalCall[]): ReadonlyMap<string, { readonly isDown: boolean }> {
  const byServer = Map.groupBy(
    calls.filter((call) => isOfToolServer(call.call) && !isListening(call)),
    ({ provider }) => provider,
  )
  return new Map([...byServer].map(([name, own]) => [name, { isDown: own.every((call) => hasFailed(call) || call.ending === undefined) }]))
}

function judgeTask({ calls, settlement }: TaskEvidence, dispensable: readonly string[]): Verdict {
  const servers = [...serversIn(calls)]
  const down = servers.filter(([, { isDown }]) => isDown).map(([name]) => name)
  const failing = [...new Set(calls.filter(hasFailed).map(({ provider }) => provider))]
  if (down.length === 0) return inconclusive('no tool server was down')
  const needed = failing.find((name) => !dispensable.includes(name))
  if (needed !== undefined) return inconclusive(`${needed} failed as well, which the task needs`)
  if (settlement.type === 'value') return held
  return violated(
    `only ${down.join(' and ')} was down, which the task does not need, and the task ${settlement.type === 'error' ? 'rejected' : 'never settled'}`,
  )
}

/**
 * The task still resolves if a tool server that it does not need is down.
 * @param options.without the names of the servers that the task does not need
 * @throws BrownoutError if `without` is empty
 * @example
 * otherServersWork({ without: ['weather'] })
 */
export function otherServersWork({ without }: { readonly without: readonly string[] }): Property {
  if (!Array.isArray(without) || without.length === 0)
    throw new BrownoutError(
      'otherServersWork() needs the names of the tool servers that the task can do without, such as { without: ["weather"] }.',
    )
  return defineProperty({
    id: 'other-servers-work',
    statement: `the task resolves without ${without.join(' and ')}`,
    evidence: 'journal and outcome',
    hint: 'Connect to each server separately: Promise.allSettled instead of Promise.all, and offer the model the tools of those that answered.',
    judge: (evidence) => judgeEach(evidence, (task) => judgeTask(task, without)),
  })
}
