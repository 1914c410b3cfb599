import { execFileSync } from 'node:child_process'
import { median } from './median.ts'
import { heading, report } from './report.ts'

const root = new URL('..', import.meta.url)
const rounds = 15
const entry = new URL('dist/src/index.js', root).href
/** Told apart, since `msw` and `zod` are there in most apps that import brownout. */
const dependencies = `import 'msw'; import 'msw/experimental'; import 'zod'`

function node(code: string): string {
  return execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '--eval', code], { cwd: root, encoding: 'utf8' })
}

function millisecondsOf(code: string): number {
  const start = performance.now()
  node(code)
  return performance.now() - start
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

/** `msw 40, zod 80`: how often each of the names comes, most often first. */
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
  const times = { bare: [] as number[], dependencies: [] as number[], brownout: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    times.bare.push(millisecondsOf(''))
    times.dependencies.push(millisecondsOf(dependencies))
    times.brownout.push(millisecondsOf(`import ${JSON.stringify(entry)}`))
  }
  const bare = median(times.bare)
  report('  node that imports nothing', `${bare.toFixed(0)} ms`)
  report('  msw and zod alone, on top of that', `${(median(times.dependencies) - bare).toFixed(0)} ms`)
  report('  brownout, on top of that of node', `${(median(times.brownout) - bare).toFixed(0)} ms`)
  const urls = loaded()
  report('  modules', String(urls.length))
  report('  of packages', '', tally(urls.map(packageOf)))
  report('  of providers', '', tally(urls.map((url) => /dist\/src\/providers\/([^/]+)\//.exec(url)?.[1])))
}
