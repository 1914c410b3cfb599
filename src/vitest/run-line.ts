import type { RunningTest } from './running-test.ts'

/** The command that runs one test and no other, as a POSIX shell takes it, whatever its name and its file are. */
export function runLineOf({ task }: RunningTest): string {
  // vitest takes the name for a regular expression, and matches it with the names of the suites before it.
  const pattern = `^${fullNameOf(task).replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)}$`
  return `npx vitest run ${shellWord(task.file.name)} -t ${shellWord(pattern)}`
}

/** The command that runs a test again with its seed. */
export function replayLineOf(test: RunningTest, seed: string): string {
  // What another part of the search finds first is another failure.
  const shard = process.env['BROWNOUT_SHARD']
  return `${shard ? `BROWNOUT_SHARD=${shellWord(shard)} ` : ''}BROWNOUT_SEED=${shellWord(seed)} ${runLineOf(test)}`
}

/** A text as one word for a POSIX shell, which runs and expands nothing in it. */
export function shellWord(text: string): string {
  return /^[\w./@:=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

interface Named {
  readonly name: string
  readonly suite?: Named | undefined
}

function fullNameOf({ name, suite }: Named): string {
  return suite === undefined ? name : `${fullNameOf(suite)} > ${name}`
}
