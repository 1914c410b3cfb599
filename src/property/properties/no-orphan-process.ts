import { defineProperty, held, inconclusive, violated, type JournalCall, type Property } from '../../kit.ts'

/** The processes that still run without a request to exit. There are two requests: the end of stdin, and a signal. */
function abandoned(calls: readonly JournalCall[]): number {
  const running = calls.filter(
    ({ call, ending, exitedAt }) => call.operation === 'start-server' && ending === 'complete' && exitedAt === undefined,
  )
  const told = calls.filter(({ call, ending }) => call.operation === 'stop-server' && ending !== 'complete' && ending !== 'aborted')
  return running.length - told.length
}

/**
 * An app stops every tool server that it started. One process per server can stay for the next task.
 * @example
 * noOrphanProcess()
 */
export function noOrphanProcess(): Property {
  return defineProperty({
    id: 'no-orphan-process',
    statement: 'at most one process of each tool server runs on after the task',
    evidence: 'journal',
    hint: 'Close each client in a finally block, also if connect() rejects: await client.close() ends the process.',
    judge({ journal: { calls } }) {
      const byServer = Map.groupBy(calls, ({ provider }) => provider)
      const started = [...byServer].filter(([, own]) => own.some(({ call }) => call.operation === 'start-server'))
      if (started.length === 0) return inconclusive('no tool server was started as a process')
      for (const [name, own] of started) {
        const count = abandoned(own)
        if (count > 1) return violated(`${count} processes of ${name} still run`)
      }
      return held
    },
  })
}
