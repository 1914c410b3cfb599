import { cellsOf, replayLine, rowsOf, type PlacedCell } from './cells.ts'
import { outcomes, type OutcomeName } from './classify.ts'
import { modes } from './client.ts'
import type { Matrix, MatrixClient } from './matrix.ts'
import { scale } from '../raw-tcp/scale.ts'
import { table } from '../../docs/generate/markdown.ts'

const outcomeNames = Object.keys(outcomes) as OutcomeName[]

function counted(cells: readonly PlacedCell[]): string[] {
  return outcomeNames.map((name) => {
    const count = cells.filter(({ cell }) => cell.outcome === name).length
    return count === 0 ? '' : String(count)
  })
}

/** Counts in words, the most frequent first: `closed`, or `closed (2), open (1)`. */
function inWords(values: readonly string[]): string {
  const names = [...new Set(values)]
  const countOf = (name: string): number => values.filter((value) => value === name).length
  if (names.length <= 1) return names.join('')
  return names
    .toSorted((a, b) => countOf(b) - countOf(a))
    .map((name) => `${name} (${countOf(name)})`)
    .join(', ')
}

function retryAfterIn(cells: readonly PlacedCell[]): string {
  const seen = cells.flatMap(({ cell: { honorsRetryAfter } }) => (honorsRetryAfter === undefined ? [] : [honorsRetryAfter ? 'yes' : 'no']))
  return seen.length === 0 ? 'no retry' : inWords(seen)
}

function clientRow(client: MatrixClient): string[] {
  const cells = cellsOf({ clients: [client] })
  const limited = cells.filter(({ plan }) => plan === 'rate-limited')
  const requests = inWords([...new Set(limited.map(({ cell }) => String(cell.requests.length)))])
  const [[name, version]] = Object.entries(client.packages) as [[string, string]]
  return [
    client.name,
    `${name} ${version}`,
    ...counted(cells),
    requests,
    retryAfterIn(cells),
    inWords(rowsOf(client).map(([, { abort }]) => abort)),
  ]
}

/** The cells of a plan, by outcome: which clients, in which modes. */
function planChapter(matrix: Matrix, { name, shows }: Matrix['plans'][number]): string {
  const cells = cellsOf(matrix).filter(({ plan }) => plan === name)
  const rows = outcomeNames.flatMap((outcome) => {
    const having = cells.filter(({ cell }) => cell.outcome === outcome)
    return having.length === 0 ? [] : [[outcome, String(having.length), clientsIn(having)]]
  })
  const [fault = name] = name.split(':')
  return `### ${name}

[\`${fault}\`](faults.md#${fault}): symptom \`${shows}\`

${table(['outcome', 'cells', 'clients'], rows)}
`
}

function clientsIn(cells: readonly PlacedCell[]): string {
  const names = [...new Set(cells.map(({ client }) => client.name))]
  return names.map((name) => `${name} (${modesIn(cells.filter(({ client }) => client.name === name))})`).join('; ')
}

function modesIn(cells: readonly PlacedCell[]): string {
  return modes.filter((mode) => cells.some((cell) => cell.mode === mode)).join(', ')
}

/** The matrix as a page: what each client does under each fault. */
export function matrixPage(matrix: Matrix): string {
  const { date, node, plans, clients } = matrix
  const cells = cellsOf(matrix)
  const example = cells.find(({ cell, mode }) => cell.outcome === 'truncated' && mode === 'streamed') ?? cells[0]!
  const packages = new Set(clients.flatMap(({ packages: versions }) => Object.keys(versions)))
  return `# What clients do under faults

Written by \`npm run matrix\`, which calls ${clients.length} clients of ${packages.size} packages, with their defaults and as their readmes show them, under ${plans.length} plans: ${cells.length.toLocaleString('en')} cells, of ${date}, with Node ${node}. Time is virtual, and two runs give the same bytes. [matrix.html](matrix.html) has every cell with its timeline; [matrix.json](matrix.json) has the data. [mcp-clients.md](mcp-clients.md) shows what MCP clients do under the faults of tool servers, [TROPHIES.md](../TROPHIES.md) lists what contradicts a contract, and [hardening.md](hardening.md) shows how an app protects itself.

Each cell is one call: an answer at once (\`complete\`), an answer as a stream (\`streamed\`), a tool call (\`tools\`) or an answer in JSON (\`structured\`). Its outcome is compared with the call of the same client without a fault:

${table(
  ['outcome', 'what the app gets', 'cells'],
  outcomeNames.map((name) => [name, outcomes[name], String(cells.filter(({ cell }) => cell.outcome === name).length)]),
)}

An outcome is an observation, not a judgment: no client can notice a well-formed answer that is wrong, and a client that hands on each event of a stream leaves it to the app whether the last one arrived. To play a cell again:

\`\`\`sh
${replayLine(example)}
\`\`\`

\`npm run matrix:raw\` plays a sample of the cells against a raw TCP server, whose bytes are written by hand from the documentation of the providers and the source of their SDKs (\`bench/raw-tcp\` in the repository), and against [\`serve\`](serve.md). Time runs ${scale} times faster there. It lists each cell with another outcome, error, text or number of requests; [the yardstick](yardstick.md#wire) has the figures. \`--seed\` chooses the sample and \`--cells\` its size. OpenAI, Anthropic, Gemini, Cohere v2, Mistral and Ollama are compared, under every plan but the stall with pings, which takes an hour.

## By client

The number of cells by outcome; requests under a rate limit that never ends; whether each retry waited for the time in \`Retry-After\`; and the effect of an abort in the middle of a stalled answer: \`closed\` ends the call and its connection, \`open\` ends only the call, \`waits\` ends nothing, \`none\` means that an app cannot abort.

${table(['client', 'package', ...outcomeNames, 'requests', 'Retry-After', 'abort'], clients.map(clientRow))}

## By plan

A plan is a fault with its default parameters, on each call, or with \`first=1\` on the first call only.

${plans.map((plan) => planChapter(matrix, plan)).join('\n')}`
}
