import { ControlClient, type ControlClientOptions } from '../control-client/control-client.ts'
import { counted } from '../engine/base/counted.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import { writePrivate } from '../report/files/private-file.ts'
import type { ActiveFault } from '../server/control/faults.ts'
import type { ServerState } from '../server/control/routes.ts'
import { droppedInWords } from './dropped-in-words.ts'
import { readInput } from './files.ts'
import { callLine, refusalLine } from '../server/call-line.ts'

/** The options of each `brownout control` command. */
export interface ControlSettings extends ControlClientOptions {
  /** Whether the server's answer is printed unchanged. */
  readonly json?: boolean
}

/** The options to begin a scenario. */
export interface ScenarioSettings extends ControlSettings {
  readonly seed?: string
  readonly fault: readonly string[]
  readonly recipe: readonly string[]
  /** A file with answers by question, as JSON. */
  readonly answers?: string
}

/** The options to print the journal. */
export interface JournalSettings extends ControlSettings {
  /** How many of the last calls are printed. */
  readonly last: number
  /** Whether all calls are removed instead. */
  readonly reset?: boolean
}

/** The options to write the incident file. */
export interface IncidentSettings extends ControlSettings {
  /** Default: standard output */
  readonly output?: string
  readonly prompts: 'keep' | 'hash'
}

/** `brownout control status` */
export async function showStatus(settings: ControlSettings): Promise<void> {
  printState(await new ControlClient(settings).state(), settings)
}

/** `brownout control inject` */
export async function inject(faults: readonly string[], settings: ControlSettings): Promise<void> {
  printFaults('injected', await new ControlClient(settings).inject(...faults), settings)
}

/** `brownout control remove` */
export async function remove(which: string | undefined, settings: ControlSettings): Promise<void> {
  printFaults('removed', await new ControlClient(settings).remove(which), settings)
}

/** `brownout control play` */
export async function play(recipes: readonly string[], settings: ControlSettings): Promise<void> {
  printFaults('injected', await new ControlClient(settings).play(...recipes), settings)
}

/** `brownout control journal` */
export async function journal(settings: JournalSettings): Promise<void> {
  const client = new ControlClient(settings)
  if (settings.reset === true) return printState(await client.resetJournal(), settings)
  const found = await client.lastCalls(settings.last)
  print(found, settings, () => {
    const { total, calls, unhandled, dropped } = found
    return [counted(total, 'call'), ...droppedInWords(dropped), ...calls.map(callLine), ...unhandled.map(refusalLine)]
  })
}

/** `brownout control incident` */
export async function incident({ output, prompts, ...settings }: IncidentSettings): Promise<void> {
  const text = `${JSON.stringify(await new ControlClient(settings).incident({ prompts }), null, 2)}\n`
  if (output === undefined) return void process.stdout.write(text)
  try {
    writePrivate(output, text)
  } catch (error) {
    throw new BrownoutError(`Cannot write the incident: ${(error as Error).message}`, { cause: error })
  }
  console.log(`The incident is in ${output}.`)
}

/** `brownout control scenario` */
export async function beginScenario({ seed, fault, recipe, answers, ...settings }: ScenarioSettings): Promise<void> {
  const lines = answers === undefined ? undefined : await readAnswers(answers)
  const scenario = { ...(seed === undefined ? {} : { seed }), ...(lines === undefined ? {} : { answers: lines }) }
  printState(await new ControlClient(settings).begin({ faults: fault, recipes: recipe, ...scenario }), settings)
}

/** `brownout control reset` */
export async function reset(settings: ControlSettings): Promise<void> {
  printState(await new ControlClient(settings).reset(), settings)
}

/** `brownout control scopes` */
export async function listScopes(settings: ControlSettings): Promise<void> {
  const scopes = await new ControlClient(settings).scopes()
  print({ scopes }, settings, () =>
    scopes.length === 0
      ? ['No scope is open.']
      : scopes.map(({ name, seed, calls }) => `${name}: ${counted(calls, 'call')}, seed "${seed}"`),
  )
}

/** `brownout control end` */
export async function endScope(name: string, settings: ControlSettings): Promise<void> {
  await new ControlClient(settings).endScope(name)
  print({ ended: name }, settings, () => [`ended: ${name}`])
}

async function readAnswers(file: string): Promise<readonly object[]> {
  const text = await readInput(file, 'read the answers of')
  try {
    const lines: unknown = JSON.parse(text)
    if (Array.isArray(lines)) return lines as readonly object[]
    throw new BrownoutError(`Cannot read the answers of "${file}": it holds ${valueInWords(lines)}. Expected a list.`)
  } catch (error) {
    if (error instanceof BrownoutError) throw error
    throw new BrownoutError(`Cannot read the answers of "${file}": it is not JSON (${(error as Error).message}).`, { cause: error })
  }
}

function printState(state: ServerState, settings: ControlSettings): void {
  print(state, settings, () => {
    const { scope, seed, calls, refused, dropped, faults } = state
    const where = scope === null ? '' : `scope "${scope}", `
    const first = `${where}seed "${seed}", ${counted(calls, 'call')}, ${refused} refused`
    return [first, ...droppedInWords(dropped), ...faults.map((fault) => faultLine('active', fault))]
  })
}

function printFaults(what: string, faults: readonly ActiveFault[], settings: ControlSettings): void {
  print({ faults }, settings, () => (faults.length === 0 ? [`${what}: none`] : faults.map((fault) => faultLine(what, fault))))
}

function faultLine(what: string, { id, text, hit }: ActiveFault): string {
  return `${what}: ${id} ${text}${hit === 0 ? '' : `, hit ${counted(hit, 'call')}`}`
}

function print(value: object, { json = false }: ControlSettings, lines: () => readonly string[]): void {
  if (json) console.log(JSON.stringify(value))
  else for (const line of lines()) console.log(line)
}
