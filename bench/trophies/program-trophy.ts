import { rowOf, type Column } from '../../examples/programs/columns.ts'
import { fromNpm } from '../../examples/programs/install.ts'
import { playProgram } from '../../examples/programs/play-program.ts'
import type { Program } from '../../examples/programs/program.ts'
import { programs } from '../../examples/programs/programs.ts'
import type { PlayedRow } from '../../src/program-matrix/judged.ts'
import type { TrophyFacts } from './trophy.ts'

/** A finding in a published program, which is installed to reproduce it. */
export interface ProgramTrophy extends TrophyFacts {
  /** Its name among the programs of `npm run check:programs`. */
  readonly program: string
  readonly faults: Column['faults']
  /** The command that the model has the program's tool run. */
  readonly command?: string
  /** How long the run can last, in ms. */
  readonly limit: number
  /** What happened, in words, without what differs in each run. */
  seen(row: PlayedRow): string
}

/** @throws Error if no program has this name */
export function programOf(name: string): Program {
  const program = programs.find((each) => each.name === name)
  if (program === undefined) throw new Error(`programs.ts has no "${name}".`)
  return program
}

/** Runs a program in the situation of a finding, and describes what happened. */
export async function reproduceIn(folder: string, trophy: ProgramTrophy): Promise<string> {
  const { program: name, faults, command, limit, seen } = trophy
  const program = programOf(name)
  const row = rowOf({ name: trophy.name, faults, ...(command === undefined ? {} : { command }) }, program)
  if (row === undefined) throw new Error(`"${name}" has no tool.`)
  const [, played] = await playProgram(program, [row], { folder, limit, concurrency: 1 })
  if (!played!.fired) throw new Error(`${faults.join(', ')} did not fire.`)
  return seen(played!)
}

/** Installs the programs of findings into a folder, unless it has them. */
export async function installPrograms(trophies: readonly ProgramTrophy[], folder: string): Promise<void> {
  await fromNpm([...new Set(trophies.map(({ program }) => programOf(program)))], folder)
}
