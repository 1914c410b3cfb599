import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { pathToFileURL } from 'node:url'
import { columnOf, type Column } from '../docs/generate/mcp-clients/column.ts'
import { mastraFile, recordedMastra } from '../docs/generate/mcp-clients/mastra.ts'
import { textOf, type Block, type McpPackage } from '../docs/generate/mcp-clients/packages/package.ts'
import { serverKinds, type ServerKind } from '../docs/generate/mcp-clients/servers.ts'

// Runs Mastra's MCP client before each fault, twice, and compares what it does with docs/generate/mcp-clients/mastra.json. It is installed
// in a folder of its own, since it cannot be installed next to the other packages. With --write, it writes the file instead.

const recorded = recordedMastra()
const house = mkdtempSync(join(tmpdir(), 'brownout-mastra-'))
const env = { ...process.env, PATH: dirname(process.execPath) + delimiter + process.env['PATH'] }

interface MastraTool {
  execute(input: object, context: object): Promise<{ readonly content: readonly Block[]; readonly isError?: boolean }>
}

/** The part of `@mastra/mcp` that is used here. */
interface Mastra {
  readonly MCPClient: new (options: object) => {
    listTools(): Promise<Readonly<Record<string, MastraTool>>>
    disconnect(): Promise<void>
    __setLogger(logger: unknown): void
  }
}

function install(): void {
  const dependencies = { '@mastra/mcp': recorded.version, '@mastra/core': recorded.core }
  writeFileSync(join(house, 'package.json'), JSON.stringify({ name: 'mastra', private: true, type: 'module', dependencies }))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: house, env, stdio: 'inherit' })
}

let clients = 0

/** Mastra's client. Its tools have the name of the server in front. */
function packageOf({ MCPClient }: Mastra): McpPackage {
  return {
    name: '@mastra/mcp',
    era: 'stateless',
    connect(server) {
      const shop = 'url' in server ? { url: new URL(server.url) } : { ...server, stderr: 'ignore' }
      const client = new MCPClient({ id: `client ${clients++}`, servers: { shop } })
      let tools: Readonly<Record<string, MastraTool>> = {}
      return Promise.resolve({
        async list() {
          tools = await client.listTools()
          return Object.keys(tools).map((name) => name.replace(/^shop_/, ''))
        },
        async call(name, input, signal) {
          const tool = tools[`shop_${name}`]
          if (tool === undefined) throw new Error(`There is no tool ${name}.`)
          const result = await tool.execute(input, signal === undefined ? {} : { abortSignal: signal })
          return { text: textOf(result.content ?? []), isError: result.isError === true || result.content === undefined }
        },
        close: () => client.disconnect(),
      })
    },
  }
}

async function measured(mastra: McpPackage): Promise<Record<ServerKind['name'], Column>> {
  const columns: Partial<Record<ServerKind['name'], Column>> = {}
  for (const kind of serverKinds) columns[kind.name] = await columnOf(mastra, kind)
  return columns as Record<ServerKind['name'], Column>
}

try {
  install()
  const mastra = packageOf((await import(pathToFileURL(join(house, 'node_modules/@mastra/mcp/dist/index.js')).href)) as Mastra)
  // It logs each failure with a stack.
  console.error = () => undefined
  const columns = await measured(mastra)
  if (process.argv.includes('--write')) writeFileSync(mastraFile, `${JSON.stringify({ ...recorded, columns }, null, 2)}\n`)
  else if (!isDeepStrictEqual(columns, recorded.columns))
    throw new Error(
      'The behavior of Mastra differs from docs/generate/mcp-clients/mastra.json. See the difference with: npm run check:mastra -- --write && git diff',
    )
  if (!isDeepStrictEqual(await measured(mastra), columns)) throw new Error('Mastra did something else the second time.')
} finally {
  rmSync(house, { recursive: true })
}
console.log('Mastra behaves under each fault as in the table.')
