import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { constants } from 'node:os'
import { resolve } from 'node:path'
import { catalogue } from '../../faults/catalogue.ts'
import { BrownoutError } from '../engine/errors.ts'
import { readIncident } from '../engine/incident.ts'
import { injectionInWords } from '../property/failure.ts'

/**
 * Says what an incident holds, and runs a command with it in force.
 * @returns the exit code of the command; 0 without one
 * @throws BrownoutError where the file is no incident, or the command cannot be started
 */
export async function replay(file: string, [command, ...words]: readonly string[]): Promise<number> {
  const { seed, injections } = readIncident(await read(file), catalogue)
  console.error(`Replays ${file}: seed "${seed}"${injections.length === 0 ? ', without a fault.' : ' with'}`)
  for (const injection of injections) console.error(`  ${injectionInWords(injection.toJSON())}`)
  if (command !== undefined) return run(command, words, resolve(file))
  console.error(`\nTo run a test with it: brownout replay ${file} -- npx vitest run <the test's file>`)
  return 0
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new BrownoutError(
      `Cannot replay "${file}": ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message}.`,
      { cause: error },
    )
  }
}

function run(command: string, words: readonly string[], incident: string): Promise<number> {
  return new Promise((succeed, fail) => {
    const child = spawn(command, words, { stdio: 'inherit', env: { ...process.env, BROWNOUT_INCIDENT: incident } })
    child.on('error', (error) => fail(new BrownoutError(`Cannot run "${command}": ${error.message}.`, { cause: error })))
    child.on('exit', (code, signal) => succeed(code ?? 128 + (signal === null ? 0 : constants.signals[signal])))
  })
}
