import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue } from '../../faults/catalogue.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { fileText } from '../engine/base/file-text.ts'
import { shellCommand, shellWord } from '../engine/base/shell.ts'
import { readIncident, type ReadIncident } from '../engine/plan/incident.ts'
import { readArguments } from '../explore/arguments.ts'
import { explore, type Explored } from '../explore/explore.ts'
import { IncidentFolder, outputFolder } from '../explore/incident-folder.ts'
import { Progress, type ProgressView } from '../explore/progress.ts'
import { progressView, type EndingView, type Terminal } from '../explore/progress-view.ts'
import { allProviders, readProviders, type ChosenProvider } from '../explore/providers.ts'
import { scorecardText } from '../explore/scorecard-text.ts'
import { testFile, testFileOf, writeTestFile } from '../explore/test-file.ts'
import type { SearchData } from '../report/data/search-data.ts'
import { writeReport } from '../report/files/write-report.ts'
import { searchData } from '../report/record/search-record.ts'
import { exitCodeOf } from './signals.ts'

/** The options of the command line. */
export interface ExploreCommandOptions {
  readonly export?: string
  /** Arguments as a JSON array. */
  readonly with?: string
  /** Names, separated by commas. */
  readonly providers?: string
  readonly runs: number
  /** In ms. */
  readonly for?: number
  readonly seed: string
  readonly writeTest: boolean
  /** The incident file to replay. Default: that of `BROWNOUT_INCIDENT` */
  readonly incident?: string
}

/** The meaning of the exit codes. */
export const exitCodes = { held: 0, violated: 1, usage: 2, interrupted: exitCodeOf('SIGINT') } as const

/**
 * Explores a function of a module, prints its scorecard, and writes a report.
 * @returns the exit code
 */
export async function exploreModule(path: string, options: ExploreCommandOptions, terminal: Terminal = process.stdout): Promise<number> {
  const view = progressView(terminal)
  const progress = new Progress({ runs: options.runs, time: options.for }, view)
  const stopListening = endOnInterrupt(progress, view)
  try {
    return await explored(path, options, progress, view, terminal)
  } catch (error) {
    view.end()
    if (!(error instanceof BrownoutError)) throw error
    process.stderr.write(`error: ${error.message}\n`)
    return exitCodes.usage
  } finally {
    stopListening()
  }
}

async function explored(
  path: string,
  options: ExploreCommandOptions,
  progress: Progress,
  view: EndingView,
  terminal: Terminal,
): Promise<number> {
  const providers = options.providers === undefined ? allProviders() : readProviders(options.providers)
  const replay = incidentToReplay(options.incident)
  const testPath = options.writeTest ? testFileOf(path, replay === undefined ? 'brownout' : 'incident') : undefined
  const searching = commandOf(path, options)
  const { incident } = options
  const command = incident === undefined ? searching : shellCommand(searching, { BROWNOUT_INCIDENT: incident }, process.platform)
  const incidents = new IncidentFolder(path, command)
  const found = await explore(
    {
      path,
      export: options.export,
      given: options.with === undefined ? undefined : readArguments(options.with),
      providers,
      runs: options.runs,
      seed: options.seed,
      replay,
      harness: {
        replayLine: () => command,
        keepIncident: (incident, property) => (replay === undefined ? incidents.keep(incident, property) : undefined),
      },
    },
    progress,
    { begins: (call, keys) => view.say(beginning(call.text, path, keys)) },
  )
  view.end()
  const data = searchData(found.search, { title: `${found.call.title}() of ${path}`, file: path, endedAt: new Date() })
  terminal.write(`${scorecardText(data)}\n\n`)
  // An incident is one run of a search that has its report.
  const report = replay === undefined ? [`report    ${writeReport([data], { output: join(outputFolder, 'report.html') }).html}`] : []
  for (const line of [...report, ...writeTests(path, found, data, providers, testPath)]) terminal.write(`${line}\n`)
  return found.search.failures.length > 0 ? exitCodes.violated : exitCodes.held
}

/** The first Ctrl-C ends the search and keeps the findings, the second ends the program. */
function endOnInterrupt(progress: Progress, view: ProgressView): () => void {
  let isAsked = false
  const { exit } = process
  const end = (): void => {
    if (isAsked) exit.call(process, exitCodes.interrupted)
    isAsked = true
    progress.stop()
    view.say('Stopping with the findings so far. Press Ctrl-C again to stop at once.')
  }
  process.on('SIGINT', end)
  return () => void process.off('SIGINT', end)
}

function beginning(call: string, path: string, keys: readonly string[]): string {
  const asked = `Calls ${call} of ${path}, and makes its providers fail.`
  const verb = keys.length === 1 ? 'is' : 'are'
  return keys.length === 0 ? asked : `${asked}\n${keys.join(', ')} ${verb} not set: the dummy "brownout" is used, and nothing is sent.`
}

/** The command that explores the same again. */
function commandOf(path: string, options: ExploreCommandOptions): string {
  const { export: exported, with: given, providers, seed } = options
  const words = Object.entries({ export: exported, with: given, providers, seed }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, shellWord(value, process.platform)],
  )
  return ['npx brownout explore', shellWord(path, process.platform), ...words].join(' ')
}

function incidentToReplay(path = process.env['BROWNOUT_INCIDENT']): ReadIncident | undefined {
  if (path === undefined || path === '') return undefined
  try {
    return readIncident(fileText(readFileSync(path)), catalogue)
  } catch (error) {
    throw new BrownoutError(`Cannot replay the incident ${path}: ${(error as Error).message}`, { cause: error })
  }
}

/**
 * Writes the tests if there is a path for them and something was found.
 * @returns the written files, one line each
 */
function writeTests(
  path: string,
  { search, call, look, keys }: Explored,
  data: SearchData,
  all: readonly ChosenProvider[],
  testPath: string | undefined,
): string[] {
  const failures = search.failures.flatMap((failure) => failure.failures)
  if (testPath === undefined || failures.length === 0) return []
  const providers = all.filter(({ provider }) => look.providers.includes(provider.name))
  writeTestFile(testPath, testFile({ path, call, shape: look.shape, providers, keys }, failures, data))
  return [`tests     ${testPath}`]
}
