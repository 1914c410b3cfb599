import { styleText } from 'node:util'
import { shellWord } from '../engine/base/shell.ts'
import { text as textOfStream } from 'node:stream/consumers'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { catalogue } from '../../faults/catalogue.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { suggestion } from '../engine/base/nearest.ts'
import { incidentVersion } from '../engine/plan/incident.ts'
import { readInjection } from '../engine/plan/injection-text.ts'
import type { Injection } from '../engine/plan/injection.ts'
import { writePlan } from '../engine/plan/plan.ts'
import { faultByCode, type CodedFault } from '../import/index.ts'
import { makePrivate, writePrivate } from '../report/files/private-file.ts'
import { faultsOf, type Finding } from '../reproduce/index.ts'
import { readInput } from './files.ts'
import { incidentFolder } from './incident-file.ts'
import { loggedFailures } from './logged-failures.ts'
import { findingText } from './reproduce-text.ts'
import { UsageError } from './usage-error.ts'

/** The options of the command line. */
export interface ReproduceOptions {
  /** The candidate to reproduce. Default: the likeliest */
  readonly fault?: string
  /** The file of the incident. */
  readonly output?: string
  /** The module of the app to write a test for. */
  readonly writeTest?: string
}

const mostShown = 5

/**
 * Prints the likeliest faults of an error and writes an incident file with one of them, and a test of an app.
 * @param file a stack trace, lines of a log, or a log that `brownout import` reads; `-` for stdin
 * @returns the exit code
 * @throws UsageError if the error is unknown; BrownoutError if a file cannot be read or written
 */
export async function reproduce(file: string, options: ReproduceOptions): Promise<number> {
  const text = file === '-' ? await textOfStream(process.stdin) : await readInput(file, 'reproduce')
  if (text.trim() === '') throw new UsageError(`Cannot reproduce "${file}": it is empty. Expected a stack trace, a log or a HAR file.`)
  const symptom = symptomIn(text, file)
  const [finding, coded] = [faultsOf(symptom), faultByCode(symptom)]
  if (finding.candidates.length === 0 && coded === undefined) throw unknownSymptom(finding)
  const injection = chosenInjection(options.fault, finding, coded)
  console.log(findingText(finding, coded, mostShown))
  const path = await writeIncident(injection, options.output)
  console.log(`\n${styleText('bold', 'incident')}  ${path}, with ${injection.fault.name}`)
  if (options.writeTest === undefined) {
    console.log(`To run a test with it: npx brownout replay ${shellWord(path, process.platform)} -- npx vitest run <the test's file>`)
    return 0
  }
  const { exploreModule, exitCodes } = await import('./explore.ts')
  const code = await exploreModule(options.writeTest, { runs: 1, seed, writeTest: true, incident: path })
  if (code === exitCodes.held)
    console.log(`\nThe app holds under ${injection.fault.name}: no test was written. Try another candidate with --fault.`)
  return code === exitCodes.violated ? exitCodes.held : code
}

/** The text of the error: the text itself, or the most frequent failure of a log. */
function symptomIn(text: string, file: string): string {
  const failures = loggedFailures(text)
  if (failures === undefined) return text
  const [first, ...others] = failures
  if (first === undefined) throw new UsageError(`Cannot reproduce "${file}": every call in it succeeded.`)
  console.log(`${first.count} ${first.count === 1 ? 'call' : 'calls'} of the log failed with ${inOneLine(first.text)}.`)
  if (others.length > 0) console.log(`Other failures: ${others.map(({ text: own, count }) => `${inOneLine(own)} (${count})`).join('; ')}.`)
  console.log('')
  return first.text
}

function inOneLine(text: string): string {
  return text.replaceAll('\n', ', ')
}

function unknownSymptom({ clues, compared }: Finding): UsageError {
  const read = clues.length === 0 ? 'nothing' : clues.map((clue) => `"${clue}"`).join(', ')
  return new UsageError(
    `No fault is known for this error. Read from it: ${read}. None of the ${compared} errors of the matrix is similar enough. Looked for error classes, HTTP statuses, system codes such as ECONNRESET, messages of errors and waits of minutes. docs/failure-modes.md lists symptoms without an error.`,
  )
}

function chosenInjection(fault: string | undefined, { candidates }: Finding, coded: CodedFault | undefined): Injection {
  const own = coded === undefined ? [] : [{ name: coded.injection.fault.name, injection: coded.injection }]
  const all = [...own, ...candidates.map(({ fault: name }) => ({ name, injection: readInjection(name, catalogue) }))]
  const found =
    fault === undefined ? all[0] : (all.find(({ name }) => name === fault) ?? all.find(({ injection }) => injection.fault.name === fault))
  if (found !== undefined) return found.injection
  const names = all.map(({ name }) => name)
  throw new UsageError(
    `Cannot reproduce with "${fault}": it is not a candidate for this error.${suggestion(fault!, names)} Expected ${names.slice(0, mostShown).join(', ')}.`,
  )
}

const seed = 'reproduce'

async function writeIncident(injection: Injection, output: string | undefined): Promise<string> {
  const path = output ?? join(incidentFolder, `reproduced-${injection.fault.name}.json`)
  const incident = { format: 'brownout-incident', version: incidentVersion, seed, plan: writePlan([injection]) }
  try {
    if (output === undefined) makePrivate(incidentFolder)
    else await mkdir(dirname(path), { recursive: true })
    writePrivate(path, `${JSON.stringify(incident, undefined, 2)}\n`)
  } catch (error) {
    throw new BrownoutError(`Cannot write "${path}": ${(error as Error).message}.`, { cause: error })
  }
  return path
}
