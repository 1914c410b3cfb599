import type { ResilienceError } from '../src/property/index.ts'
import type { BuggyApp } from '../test/bugbench/app.ts'
import { bugs } from '../test/bugbench/bugs.ts'
import { correctApps } from '../test/bugbench/correct-apps.ts'
import { findBug, findFalseAlarm, isMinimal, runs } from '../test/bugbench/hunt.ts'
import { replayElsewhere } from '../test/bugbench/replay-elsewhere.ts'

interface Found {
  readonly bug: BuggyApp
  readonly failure: ResilienceError
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

function faultsIn({ failure }: Found): string[] {
  return failure.plan.injections.map(({ fault }) => fault)
}

/** How many counterexamples there are of each number of faults: `2 of 0 faults, 29 of 1`. */
function sizes(found: readonly Found[]): string {
  const counts = [...Map.groupBy(found, (each) => faultsIn(each).length)].toSorted(([one], [other]) => one - other)
  return counts.map(([size, { length }], place) => `${length} of ${size}${place === 0 ? ' faults' : ''}`).join(', ')
}

/** `yes`, or for which bugs it is not so. */
function yesOrWhere(names: readonly string[]): string {
  return names.length === 0 ? 'yes' : `no: ${names.join(', ')}`
}

async function notMinimal(found: readonly Found[]): Promise<string[]> {
  const names: string[] = []
  for (const { bug, failure } of found) if (!(await isMinimal(bug, failure))) names.push(bug.name)
  return names
}

function notReplayed(found: readonly Found[]): string[] {
  const again = replayElsewhere(found.map(({ bug: { name }, failure: { incident } }) => ({ name, incident })))
  return found.map(({ bug }) => bug.name).filter((name) => !again.includes(name))
}

// One of the bugs is that nobody catches an error, and the process hears of it, too.
process.on('uncaughtException', () => {})

const found: Found[] = []
console.log(`${'bug'.padEnd(32)} found in run   faults`)
for (const bug of bugs) {
  const failure = await findBug(bug)
  if (failure !== undefined) found.push({ bug, failure })
  const run = failure === undefined ? 'not found' : String(failure.foundIn)
  console.log(`${bug.name.padEnd(32)} ${run.padStart(12)}   ${failure === undefined ? '' : faultsIn({ bug, failure }).join(', ')}`)
}

const accused: string[] = []
const begin = performance.now()
for (const app of correctApps) {
  const failure = await findFalseAlarm(app)
  if (failure !== undefined) accused.push(`${app.name} (${failure.property})`)
}
const perSecond = (correctApps.length * runs) / ((performance.now() - begin) / 1_000)

console.log(`
found                ${found.length} of ${bugs.length}
median runs to find  ${median(found.map(({ failure }) => failure.foundIn))}
counterexamples      ${sizes(found)}
minimal              ${yesOrWhere(await notMinimal(found))}
replayed elsewhere   ${yesOrWhere(notReplayed(found))}
false alarms         ${accused.length} of ${correctApps.length}${accused.length === 0 ? '' : `: ${accused.join(', ')}`}
runs a second        ${perSecond.toFixed(0)}`)
