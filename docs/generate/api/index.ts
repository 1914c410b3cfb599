import { readFileSync } from 'node:fs'
import { table } from '../markdown.ts'
import { exportsOf, functionsOf, type Declared } from './module.ts'
import { apiPage, type Subpath } from './page.ts'

const { exports } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  exports: Readonly<Record<string, string>>
}

/** What each subpath is for, in the order in which a symbol that several of them export is documented. */
const about: Readonly<Record<string, string>> = {
  '.': 'Emulates model providers and injects faults, in any runner.',
  './vitest':
    'The `chaos` fixture and its matchers: [tests with vitest](../testing.md). It also exports `expect`, `describe`, `vi` and the hooks of vitest.',
  './property':
    'Searches for plans of faults that break an app: [search for failures](../survives.md). [Properties](../properties.md) lists the properties with examples.',
  './faults': 'Each fault of the [catalogue](../faults.md) as a function: `rate-limited` is `rateLimited(parameters)`.',
  './recipes': 'Each [recipe](../recipes.md) as a function: `one-bad-hour` is `oneBadHour(options)`.',
  './mcp': 'Emulates MCP servers: [tools and MCP servers](../mcp.md).',
  './http': 'Emulates HTTP APIs, vector stores and search services: [HTTP APIs](../http.md).',
  './server': 'Emulates providers over sockets: [`brownout serve`](../serve.md).',
  './browser': 'Starts a service worker in a page: [in a browser](../browser.md).',
  './playwright': "A fixture for Playwright: [in Playwright](../serve.md#in-playwright). It also exports Playwright's `expect`.",
  './vitest-reporter':
    'A vitest reporter that writes the HTML report: [in continuous integration](../ci.md#incidents-and-summaries-of-tests).',
  './telemetry': 'Sends calls to an OpenTelemetry collector: [OpenTelemetry](../run.md#opentelemetry).',
  './register': 'Answers the requests of a process below `brownout run`. It exports nothing: [run an app as it is](../run.md).',
  './kit': 'The building blocks of your own faults, recipes, properties and providers: [extending](../extending.md).',
}

const nameOf = (subpath: string): string => `brownout${subpath.slice(1)}`
const fileOf = (subpath: string): string => `${nameOf(subpath).replaceAll('/', '-')}.md`
const sourceOf = (subpath: string): string => exports[subpath]!.replace('./dist/', '').replace(/\.js$/, '.ts')

const indexFile = 'docs/api/README.md'

/** The files of the reference, from the project's root. */
export const apiFiles: readonly string[] = [indexFile, ...Object.keys(about).map((subpath) => `docs/api/${fileOf(subpath)}`)]

/** The functions of the catalogues have pages of their own. */
function isDocumentedElsewhere({ module: { file } }: Declared): boolean {
  return /^(?:faults|recipes)\/(?!catalogue)/.test(file)
}

/** What each subpath exports. A symbol that several export is documented by the first one. */
export function subpaths(): readonly Subpath[] {
  const missing = Object.keys(exports).filter((subpath) => subpath !== './package.json' && about[subpath] === undefined)
  if (missing.length > 0) throw new Error(`The API reference does not say what these subpaths are for: ${missing.join(', ')}.`)
  const pageOf = new Map<string, string>()
  const keyOf = ({ name, module: { file } }: Declared): string => `${file} ${name}`
  return Object.entries(about).map(([subpath, text]): Subpath => {
    const all = exportsOf(sourceOf(subpath)).flatMap((declared) =>
      isDocumentedElsewhere(declared) ? [] : [declared, ...functionsOf(declared)],
    )
    const known = new Map(pageOf)
    for (const declared of all) if (!known.has(keyOf(declared))) pageOf.set(keyOf(declared), fileOf(subpath))
    const elsewhere = all.flatMap((declared) => {
      const page = known.get(keyOf(declared))
      return page === undefined ? [] : [{ name: declared.name, page }]
    })
    return { name: nameOf(subpath), about: text, elsewhere, declared: all.filter((declared) => !known.has(keyOf(declared))) }
  })
}

/** A page for each subpath of the package, by its file from the project's root. */
export function apiPages(): ReadonlyMap<string, string> {
  const pages = subpaths().map((subpath) => [`docs/api/${subpath.name.replaceAll('/', '-')}.md`, apiPage(subpath)] as const)
  return new Map([[indexFile, indexPage()], ...pages])
}

function indexPage(): string {
  const rows = Object.entries(about).map(([subpath, text]) => [`[\`${nameOf(subpath)}\`](${fileOf(subpath)})`, text])
  return ['# API reference', 'Written by `npm run docs` from the docstrings.', table(['import from', 'for'], rows), '']
    .join('\n\n')
    .trimEnd()
    .concat('\n')
}
