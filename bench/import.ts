import { execFileSync } from 'node:child_process'
import { median } from './median.ts'
import { heading, report } from './report.ts'

const root = new URL('..', import.meta.url)
const rounds = 15
const entry = new URL('dist/src/index.js', root).href
/** Measured separately, since most apps that import brownout also load `msw` and `zod`. */
const dependencies = `import 'msw'; import 'msw/experimental'; import 'zod'`

function node(code: string): string {
  return execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '--eval', code], { cwd: root, encoding: 'utf8' })
}

interface Time {
  readonly wall: number
  readonly cpu: number
}

/** How long a process takes from its start to its end, and how much CPU, in milliseconds. */
function timeOf(code: string): Time {
  const start = performance.now()
  const { user, system } = JSON.parse(node(`${code};console.log(JSON.stringify(process.cpuUsage()))`)) as NodeJS.CpuUsage
  return { wall: performance.now() - start, cpu: (user + system) / 1_000 }
}

/** The modules that an import of brownout loads, as URLs. */
function loaded(): readonly string[] {
  const spy = `
    import { registerHooks } from 'node:module'
    const urls = []
    registerHooks({ load(url, context, next) { urls.push(url); return next(url, context) } })
    await import(${JSON.stringify(entry)})
    console.log(JSON.stringify(urls))`
  return JSON.parse(node(spy)) as string[]
}

function packageOf(url: string): string | undefined {
  return /node_modules\/(@[^/]+\/[^/]+|[^/]+)\/(?!.*node_modules\/)/.exec(url)?.[1]
}

/** `msw 40, zod 80`: how often each of the names occurs, the most frequent first. */
function tally(names: readonly (string | undefined)[]): string {
  const counts = Map.groupBy(
    names.filter((name) => name !== undefined),
    (name) => name,
  )
  return [...counts]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([name, { length }]) => `${name} ${length}`)
    .join(', ')
}

/** What it costs a test file to import brownout as it is published, in processes of their own. */
export async function benchImport(): Promise<void> {
  heading('import of brownout, built')
  execFileSync(process.execPath, ['scripts/build.ts'], {
    cwd: root,
    env: { ...process.env, PATH: `node_modules/.bin:${process.env['PATH']}` },
  })
  const times = { bare: [] as Time[], dependencies: [] as Time[], brownout: [] as Time[] }
  for (let round = 0; round < rounds; round++) {
    times.bare.push(timeOf(''))
    times.dependencies.push(timeOf(dependencies))
    times.brownout.push(timeOf(`import ${JSON.stringify(entry)}`))
  }
  const beyond = (all: readonly Time[], least: readonly Time[]): string =>
    (['wall', 'cpu'] as const)
      .map((name) => `${median(all.map((each, round) => each[name] - least[round]![name])).toFixed(0)} ms`)
      .join(', CPU ')
  report('  node that imports nothing', `${median(times.bare.map(({ wall }) => wall)).toFixed(0)} ms`)
  report('  msw and zod alone, on top of that', beyond(times.dependencies, times.bare))
  report('  brownout with both, on top of that of node', beyond(times.brownout, times.bare))
  report('  brownout, on top of msw and zod', beyond(times.brownout, times.dependencies))
  const urls = loaded()
  report('  modules', String(urls.length))
  report('  of packages', '', tally(urls.map(packageOf)))
  report('  of providers', '', tally(urls.map((url) => /dist\/src\/providers\/([^/]+)\//.exec(url)?.[1])))
}
