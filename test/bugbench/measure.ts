import type { YardstickApp } from './yardstick-app.ts'
import { judgeApp } from './judge-app.ts'

/** Prints what the search says of each app of a set: `node test/bugbench/measure.ts seen [name...]`. */
const [set = 'seen', ...names] = process.argv.slice(2)
const { buggyApps, rightApps } = (await import(`./${set}/index.ts`)) as {
  buggyApps: readonly YardstickApp[]
  rightApps: readonly YardstickApp[]
}

for (const [label, apps] of [
  ['buggy', buggyApps],
  ['right', rightApps],
] as const) {
  const counts: Record<string, number> = {}
  const chosen = apps.filter(({ name }) => names.length === 0 || names.includes(name))
  for (const app of chosen) {
    const begin = performance.now()
    const { grade, said, kind } = await judgeApp(app)
    counts[grade] = (counts[grade] ?? 0) + 1
    console.log(
      `${label} ${grade.padEnd(8)} ${app.name} (${kind}, ${app.faultsNeeded ?? '-'}) ${Math.round(performance.now() - begin)} ms\n    ${said.join('\n    ')}`,
    )
  }
  console.log(`${label}: ${chosen.length} apps, ${JSON.stringify(counts)}`)
}
