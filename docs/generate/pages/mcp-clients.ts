import { readFileSync } from 'node:fs'
import { table } from '../markdown.ts'
import { columnOf, type Column } from '../mcp-clients/column.ts'
import { recordedMastra } from '../mcp-clients/mastra.ts'
import { serverKinds, type ServerKind } from '../mcp-clients/servers.ts'

/** A table of MCP clients and faults: what each client did. */
export async function mcpClientPage(): Promise<string> {
  const chapters: string[] = []
  for (const kind of serverKinds) chapters.push(await chapterOf(kind))
  return `# MCP clients before each fault

Written by \`npm run docs\`, which uses each client with its defaults, in virtual time. A client connects, lists the tools, orders a lamp,
orders a chair (the next order), waits 30 s, and closes. A transient fault fires on the first order, a permanent one on both; faults of
tool lists and processes fire on those. A step that has not ended after 150 s **hangs**. A cell names the steps that differ from a run
without faults. In parentheses: how many requests and messages the client sent, and how often the tool ran for the first order.

${chapters.join('\n')}`
}

async function chapterOf(kind: ServerKind): Promise<string> {
  const mastra = recordedMastra()
  const heads = [...kind.clients.map(({ name }) => `${packageOf(name)} ${versionOf(packageOf(name))}`), `@mastra/mcp ${mastra.version}`]
  const columns: Column[] = []
  for (const client of kind.clients) columns.push(await columnOf(client, kind))
  columns.push(mastra.columns[kind.name])
  return `## ${kind.title}\n\n${table(['', ...heads], rowsOf(columns))}\n`
}

/** Occasions that looked the same to every client share a row. */
function rowsOf(columns: readonly Column[]): readonly (readonly string[])[] {
  const rows = new Map<string, { readonly names: string[]; readonly cells: readonly string[] }>()
  const names = new Set(columns.flatMap((column) => Object.keys(column)))
  for (const name of names) {
    const cells = columns.map((column) => column[name] ?? '–')
    const key = JSON.stringify(cells)
    const row = rows.get(key) ?? { names: [], cells }
    rows.set(key, row)
    row.names.push(name)
  }
  return [...rows.values()].map(({ names: together, cells }) => [together.join(', '), ...cells])
}

/** A package without what its use is called. */
function packageOf(name: string): string {
  return name.split(',')[0]!
}

function versionOf(name: string): string {
  const file = new URL(`../../../node_modules/${name}/package.json`, import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version
}
