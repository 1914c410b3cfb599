import type { RunningTest } from './running-test.ts'

/** The command that runs one test, as a shell takes it. */
export function runLineOf({ task }: RunningTest): string {
  return `npx vitest run ${task.file.name} -t ${JSON.stringify(task.name)}`
}

/** The line that runs a test again with its seed. */
export function replayLineOf(test: RunningTest, seed: string): string {
  // What another part of the search finds first is another failure.
  const shard = process.env['BROWNOUT_SHARD']
  return `${shard ? `BROWNOUT_SHARD=${shard} ` : ''}BROWNOUT_SEED=${/^[\w.-]+$/.test(seed) ? seed : JSON.stringify(seed)} ${runLineOf(test)}`
}
