import { readFileSync } from 'node:fs'
import { catalogue } from '../../../faults/catalogue.ts'
import { overloaded, serverError } from '../../../faults/index.ts'
import { stages, type Stage } from '../../../src/engine/model/fault.ts'
import type { FaultDefinition, Injection, JournalCall } from '../../../src/index.ts'
import type { Dialect, Scenario } from '../dialects/dialect.ts'
import { hasFired } from '../dialects/has-fired.ts'
import { playScenario } from '../dialects/play.ts'
import { whyNotShown } from '../dialects/why-not-shown.ts'
import { table } from '../markdown.ts'

/** What a dialect was seen to do, or why it cannot. */
type Cell = '●' | { readonly lacks: string }

/** The version of an installed package. */
export function versionOf(name: string): string {
  const manifest = readFileSync(new URL(`../../../node_modules/${name}/package.json`, import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}

/** Calls a dialect once, and returns that call. */
async function callOf(dialect: Dialect, scenario: Scenario, ...injections: Injection[]): Promise<JournalCall | undefined> {
  return (await playScenario(dialect, scenario, ...injections)).journal.calls[0]
}

const wordless: Cell = { lacks: 'its answers are not text' }

async function whole(dialect: Dialect, scenario: Scenario, holds: (call: JournalCall) => boolean = () => true): Promise<Cell> {
  const call = await callOf(dialect, scenario)
  return call?.ending === 'complete' && call.received === call.truth && holds(call)
    ? '●'
    : { lacks: `its client ended it: ${call?.ending}` }
}

async function spoken(dialect: Dialect, scenario: Scenario, holds?: (call: JournalCall) => boolean): Promise<Cell> {
  if (dialect.operation !== undefined) return wordless
  const reason = dialect.lacks?.(scenario)
  return reason === undefined ? whole(dialect, scenario, holds) : { lacks: reason }
}

async function refused(dialect: Dialect): Promise<Cell> {
  for (const injection of [serverError(), overloaded()]) {
    const call = await callOf(dialect, { stream: false }, injection)
    if (call?.ending !== 'refused') return { lacks: 'an error response does not end its calls as refused' }
  }
  return '●'
}

/** How many faults of a stage fire, out of those that can. */
async function firedAt(stage: Stage, dialect: Dialect): Promise<string> {
  const faults = catalogue.filter((fault) => fault[stage] !== undefined)
  const can = faults.filter((fault) => ways(dialect, fault).length > 0)
  let fired = 0
  for (const fault of can) if (await hasFired(dialect, fault, ways(dialect, fault)[0]!)) fired++
  return `${fired} of ${can.length}`
}

function ways(dialect: Dialect, fault: FaultDefinition): boolean[] {
  return [true, false].filter((stream) => whyNotShown(dialect, fault, stream) === undefined)
}

/** Every dialect with its client: its capabilities, and how many faults of each stage fire. */
export async function dialectTable(dialects: readonly Dialect[]): Promise<string> {
  const reasons: string[] = []
  const shown = (cell: Cell): string => {
    if (cell === '●') return cell
    if (!reasons.includes(cell.lacks)) reasons.push(cell.lacks)
    return `– (${reasons.indexOf(cell.lacks) + 1})`
  }
  const rows: string[][] = []
  for (const dialect of dialects) {
    const fired: string[] = []
    for (const stage of stages) fired.push(await firedAt(stage, dialect))
    rows.push([
      dialect.name,
      `\`${dialect.client}\` ${versionOf(dialect.client)}`,
      shown(await whole(dialect, { stream: false })),
      shown(await spoken(dialect, { stream: true }, ({ stream }) => stream)),
      shown(await spoken(dialect, { stream: false, tool: 'required' }, ({ finish }) => finish === 'tool-calls')),
      shown(await spoken(dialect, { stream: false, json: true }, ({ received }) => received.startsWith('{'))),
      shown(await refused(dialect)),
      ...fired,
    ])
  }
  const heads = ['dialect', 'client', 'plain', 'stream', 'tools', 'structured', 'errors', ...stages.map((stage) => `faults that ${stage}`)]
  return `${table(heads, rows)}\n\n${reasons.map((reason, index) => `${index + 1}. ${reason}`).join('\n')}`
}
