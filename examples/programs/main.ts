import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromDebian, fromNpm } from './install.ts'
import { legend, outcomeOf, type Outcome } from './outcome.ts'
import { programs, type Program } from './programs.ts'
import { runProgram } from './run-program.ts'
import { startServer, type Server } from './server.ts'

// Runs published programs against `brownout serve`, undisturbed and under faults, and prints what their users got. Fails if a program
// does not work undisturbed.

const answer = 'Your parcel leaves the harbor tonight and arrives on Friday morning'
const toolAnswers = [{ ask: 'parcel', toolCalls: [{ name: 'read', arguments: { path: 'parcel.txt' } }] }, { text: answer }]

/** What the programs go through, by the column of the table. */
const days: Readonly<Record<string, { readonly faults: readonly string[]; readonly withTool?: true }>> = {
  undisturbed: { faults: [] },
  tool: { faults: [], withTool: true },
  'overloaded once': { faults: ['overloaded:first=1,retryAfter=1s'] },
  'cut clean': { faults: ['truncated-stream:afterDeltas=4'] },
  'cut reset': { faults: ['truncated-stream:afterDeltas=4,ending=reset'] },
  'html 502': { faults: ['html-error:first=1'] },
}

interface Cell {
  readonly program: Program
  readonly day: string
  readonly outcome: Outcome | '-'
  /** How many calls the program made. */
  readonly calls: number
  readonly errors: string
}

async function playCell(
  program: Program,
  day: string,
  { server, folder }: { readonly server: Server; readonly folder: string },
): Promise<Cell> {
  const { faults, withTool = false } = days[day]!
  if (withTool && program.hasTool !== true) return { program, day, outcome: '-', calls: 0, errors: '' }
  const scope = `${program.name}.${day}`.replaceAll(/[^\w.-]+/g, '-')
  const url = `${server.url}/__brownout/scope/${scope}`
  const begun = await fetch(`${url}/__brownout/scenario`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ faults, answers: withTool ? toolAnswers : [{ text: answer }] }),
  })
  if (!begun.ok) throw new Error(await begun.text())
  const ran = await runProgram(program, { folder: join(folder, scope), packages: folder, baseUrl: `${url}/openai/v1` })
  const { calls } = (await (await fetch(`${url}/__brownout`)).json()) as { calls: number }
  return { program, day, outcome: outcomeOf(ran, answer), calls, errors: `${ran.printed}${ran.errors}` }
}

/** Whether a program did what it must: it works without faults, and runs the tool before its answer. */
function isBroken({ day, outcome, calls }: Cell): boolean {
  const { faults, withTool = false } = days[day]!
  if (faults.length > 0 || outcome === '-') return false
  return outcome !== 'R' || calls < (withTool ? 2 : 1)
}

function tableOf(cells: readonly Cell[]): string {
  const header = ['program', ...Object.keys(days)]
  const rows = programs.map((program) => [
    program.name,
    ...cells.filter((cell) => cell.program === program).map(({ outcome, calls }) => (outcome === '-' ? '-' : `${outcome} ${calls}`)),
  ])
  const line = (words: readonly string[]): string => `| ${words.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

const folder = mkdtempSync(join(tmpdir(), 'brownout-programs-'))
try {
  const packages = fromNpm(programs, folder)
  // It is awaited later: until then, a failure must not count as unhandled.
  packages.catch(() => {})
  await fromDebian(programs)
  const server = await startServer(new URL('../../src/cli/main.ts', import.meta.url).pathname)
  try {
    const cells: Cell[] = []
    // A program at a time, in all its days at once.
    for (const program of programs) {
      if (program.npm !== undefined) await packages
      cells.push(...(await Promise.all(Object.keys(days).map((day) => playCell(program, day, { server, folder })))))
    }
    console.log(tableOf(cells))
    console.log(
      `\n${Object.entries(legend)
        .map(([letter, meaning]) => `${letter} ${meaning}`)
        .join(' · ')} · numbers: calls`,
    )
    const broken = cells.filter(isBroken)
    for (const { program, day, outcome, errors } of broken)
      console.error(`\n${program.name}, ${day}: ${legend[outcome as Outcome]}\n${errors}`)
    if (broken.length > 0) throw new Error(`${broken.length} of ${programs.length} programs do not work as they are.`)
  } finally {
    await server.stop()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
