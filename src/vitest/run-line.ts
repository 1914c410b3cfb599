import { shellCommand, shellWord } from '../engine/base/shell.ts'
import type { RunningTest } from './running-test.ts'
import { nameSeparatorOf, vitestVersion } from './vitest-version.ts'

/** The environment of a shell command. */
export interface Surroundings {
  /** On Windows the command is for PowerShell, elsewhere for any shell that accepts `NAME=value command`. */
  readonly platform: NodeJS.Platform
  readonly vitest: string
}

const here: Surroundings = { platform: process.platform, vitest: vitestVersion }

/**
 * The command that runs only this test with these environment variables, with any test name and file. The shell
 * expands nothing in it.
 */
export function runLineOf({ task }: RunningTest, variables: Readonly<Record<string, string>> = {}, surroundings = here): string {
  const { platform } = surroundings
  const { name, projectName } = task.file
  const project = projectName ? ` --project ${shellWord(projectName, platform)}` : ''
  const command = `npx vitest run ${shellWord(name, platform)}${project} -t '${patternOf(task, nameSeparatorOf(surroundings.vitest))}'`
  return shellCommand(command, variables, platform)
}

/** The command that reruns a test, with the incident file that it replays or else with its seed. */
export function replayLineOf(test: RunningTest, seed: string, surroundings = here): string {
  const incident = process.env['BROWNOUT_INCIDENT']
  if (incident) return runLineOf(test, { BROWNOUT_INCIDENT: incident }, surroundings)
  // The first finding of another shard is another failure.
  const shard = process.env['BROWNOUT_SHARD']
  return runLineOf(test, { ...(shard ? { BROWNOUT_SHARD: shard } : {}), BROWNOUT_SEED: seed }, surroundings)
}

interface Named {
  readonly name: string
  readonly suite?: Named | undefined
}

function fullNameOf({ name, suite }: Named, separator: string): string {
  return suite === undefined ? name : `${fullNameOf(suite, separator)}${separator}${name}`
}

/** vitest takes the name for a regular expression. Characters with a meaning for a shell are written as their codes. */
function patternOf(task: Named, separator: string): string {
  return `^${fullNameOf(task, separator).replaceAll(/[^\p{L}\p{N} _,:;/@#~=<>-]/gu, inPattern)}$`
}

function inPattern(sign: string): string {
  if ('.*+?()[]{}|'.includes(sign)) return `\\${sign}`
  const codes = Array.from({ length: sign.length }, (_, index) => sign.charCodeAt(index).toString(16))
  return codes.map((code) => (code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`)).join('')
}
