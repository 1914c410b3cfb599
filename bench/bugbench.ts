import { wilsonInterval } from '../src/property/guard/wilson.ts'
import { isMinimal, judgeApp, type AppVerdict } from '../test/bugbench/judge-app.ts'
import { replayElsewhere } from '../test/bugbench/replay-elsewhere.ts'
import { sets, type AppSet } from '../test/bugbench/sets.ts'

/** How many plans are tried for bugs that need two faults, in addition to the default search. */
const manyRuns = 1_000

function share(count: number, of: number): string {
  const { from, to } = wilsonInterval(count, of)
  const percent = (value: number): string => `${Math.round(100 * value)}%`
  return `${String(count).padStart(3)} of ${String(of).padEnd(3)} ${percent(of === 0 ? 0 : count / of).padStart(4)} (95%: ${percent(from)} to ${percent(to)})`
}

function withGrade(verdicts: readonly AppVerdict[], ...grades: readonly AppVerdict['grade'][]): number {
  return verdicts.filter(({ grade }) => grades.includes(grade)).length
}

async function judged(apps: AppSet['buggyApps'], label: string): Promise<AppVerdict[]> {
  const verdicts: AppVerdict[] = []
  for (const app of apps) {
    const verdict = await judgeApp(app)
    verdicts.push(verdict)
    console.log(`${label} ${verdict.grade.padEnd(8)} ${app.name.padEnd(36)} ${verdict.said.join(' | ').slice(0, 200)}`)
  }
  return verdicts
}

/** The bugs of two faults that the default search missed, with more runs. */
async function foundWithManyRuns(missed: readonly AppVerdict[]): Promise<number> {
  let found = 0
  for (const { app } of missed) if ((await judgeApp(app, { runs: manyRuns })).grade !== 'nothing') found++
  return found
}

/** The bugs that the search finds if it is given the one property that fits. */
async function foundWithFitting(apps: AppSet['buggyApps']): Promise<{ readonly found: number; readonly missed: readonly string[] }> {
  const missed: string[] = []
  for (const app of apps) if ((await judgeApp(app, { properties: [app.fitting!] })).grade === 'nothing') missed.push(app.name)
  return { found: apps.length - missed.length, missed }
}

async function notMinimal(found: readonly AppVerdict[]): Promise<string[]> {
  const names: string[] = []
  for (const { app, failure } of found) if (failure !== undefined && !(await isMinimal(app, failure))) names.push(app.name)
  return names
}

function notReplayed(found: readonly AppVerdict[]): string[] {
  const failures = found.flatMap(({ app: { name }, failure }) => (failure === undefined ? [] : [{ name, incident: failure.incident }]))
  const again = replayElsewhere(failures)
  return failures.map(({ name }) => name).filter((name) => !again.includes(name))
}

/** `yes`, or for which apps it is not so. */
function yesOrWhere(names: readonly string[]): string {
  return names.length === 0 ? 'yes' : `no: ${names.join(', ')}`
}

async function measure(label: string, group: readonly AppSet[]): Promise<string> {
  const buggy = await judged(
    group.flatMap(({ buggyApps }) => buggyApps),
    'buggy',
  )
  const right = await judged(
    group.flatMap(({ rightApps }) => rightApps),
    'right',
  )
  const two = buggy.filter(({ app }) => app.faultsNeeded === 2)
  const twoFound = withGrade(two, 'violated', 'remark')
  const twoMore = await foundWithManyRuns(two.filter(({ grade }) => grade === 'nothing'))
  const withFitting = group.flatMap(({ buggyApps }) => buggyApps.filter(({ fitting }) => fitting !== undefined))
  const { found: fittingFound, missed } = await foundWithFitting(withFitting)
  return `${label} (${group.map(({ name }) => name).join(', ')})
  bugs found                    ${share(withGrade(buggy, 'violated', 'remark'), buggy.length)}
  bugs found as violated        ${share(withGrade(buggy, 'violated'), buggy.length)}
  with one fitting property     ${share(fittingFound, withFitting.length)}${missed.length === 0 ? '' : `, not ${missed.join(', ')}`}
  bugs of two faults            ${share(twoFound, two.length)}
  the same at ${manyRuns.toLocaleString('en')} runs        ${share(twoFound + twoMore, two.length)}
  right apps accused            ${share(withGrade(right, 'violated'), right.length)}
  right apps with a remark      ${share(withGrade(right, 'remark'), right.length)}
  counterexamples minimal       ${yesOrWhere(await notMinimal(buggy))}
  replayed in a fresh process   ${yesOrWhere(notReplayed(buggy))}`
}

/** All groups, one of them, or one set by its name. */
function groupsOf(chosen: string | undefined): readonly (readonly [label: string, group: readonly AppSet[]])[] {
  const groups = Object.entries(sets)
  if (chosen === undefined) return groups
  const all = [...groups, ...groups.flatMap(([, group]) => group.map((set) => [set.name, [set]] as const))]
  const found = all.filter(([label]) => label === chosen)
  if (found.length > 0) return found
  throw new Error(`Unknown set "${chosen}": expected ${all.map(([label]) => `"${label}"`).join(', ')}.`)
}

// One of the bugs is an error that the app does not catch, so it reaches the process.
process.on('uncaughtException', () => {})

const [chosen] = process.argv.slice(2)
const reports: string[] = []
for (const [label, group] of groupsOf(chosen)) reports.push(await measure(label, group))
console.log(`\n${reports.join('\n\n')}`)
// What an app left behind must not keep the process open.
process.exit()
