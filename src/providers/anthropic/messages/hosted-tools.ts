import { promptOf, type Exchange, type Random } from '../../../kit.ts'
import type { MessagesRequest, WireTool } from './schema.ts'

/** A block of a message's content, as sent by the API. */
export type ContentBlock = Readonly<Record<string, unknown>> & { readonly type: string }

/** One use of a tool hosted by Anthropic: the call and its result. */
export interface HostedUse {
  readonly call: ContentBlock & { readonly input: unknown }
  readonly result: ContentBlock
  /** Its counter in the usage, if any. */
  readonly counted?: 'web_search_requests' | 'web_fetch_requests'
}

/** The input and the result of a tool, without their IDs. */
interface Run extends Pick<HostedUse, 'counted'> {
  readonly name: string
  readonly input: unknown
  readonly resultType: string
  readonly content: unknown
}

type Running = (asked: { readonly question: string; readonly tools: readonly WireTool[]; readonly random: Random }) => Run | undefined

const direct = { type: 'direct' } as const

const search: Running = ({ question, random }) => ({
  name: 'web_search',
  input: { query: question },
  resultType: 'web_search_tool_result',
  content: [1, 2].map((number) => ({
    type: 'web_search_result',
    title: `Result ${number}`,
    url: `https://example.com/results/${number}`,
    encrypted_content: `Eq${random.id(162)}`,
    page_age: 'January 1, 2026',
  })),
  counted: 'web_search_requests',
})

/** Only URLs in the conversation can be fetched. */
const fetchPage: Running = ({ question }) => {
  const url = /https?:\/\/[^\s"'<>)\]]+/.exec(question)?.[0].replace(/[.,;:!?]+$/, '')
  if (url === undefined) return undefined
  const source = { type: 'text', media_type: 'text/plain', data: `What ${url} says.` }
  return {
    name: 'web_fetch',
    input: { url },
    resultType: 'web_fetch_tool_result',
    content: {
      type: 'web_fetch_result',
      url,
      content: { type: 'document', source, title: 'A page', citations: null },
      retrieved_at: '2026-01-01T00:00:00Z',
    },
    counted: 'web_fetch_requests',
  }
}

const output = { stdout: '4\n', stderr: '', return_code: 0, content: [] } as const

/** The first version runs Python, all later ones a shell. */
const python: Running = () => ({
  name: 'code_execution',
  input: { code: 'print(2 + 2)' },
  resultType: 'code_execution_tool_result',
  content: { type: 'code_execution_result', ...output },
})
const shell: Running = () => ({
  name: 'bash_code_execution',
  input: { command: 'python3 -c "print(2 + 2)"' },
  resultType: 'bash_code_execution_tool_result',
  content: { type: 'bash_code_execution_result', ...output },
})

const mostFound = 5

/** Finds tools with deferred definitions. */
function toolSearch(name: string, input: (question: string) => unknown): Running {
  return ({ question, tools }) => ({
    name,
    input: input(question),
    resultType: 'tool_search_tool_result',
    content: {
      type: 'tool_search_tool_search_result',
      tool_references: tools
        .filter((tool) => tool['defer_loading'] === true)
        .slice(0, mostFound)
        .map((tool) => ({ type: 'tool_reference', tool_name: tool.name })),
    },
  })
}

/** Tools hosted by Anthropic, by the prefix of their types (https://platform.claude.com/docs/en/agents-and-tools/tool-use/server-tools). */
const running: Readonly<Record<string, Running>> = {
  web_search: search,
  web_fetch: fetchPage,
  code_execution: shell,
  tool_search_tool_regex: toolSearch('tool_search_tool_regex', () => ({ pattern: '.*' })),
  tool_search_tool_bm25: toolSearch('tool_search_tool_bm25', (question) => ({ query: question })),
}

function kindOf(type: string): string {
  return type.replace(/_\d{8}$/, '')
}

function runningOf({ type }: WireTool): Running | undefined {
  if (typeof type !== 'string') return undefined
  return type === 'code_execution_20250522' ? python : running[kindOf(type)]
}

/** Hosted tools that are not emulated: their results would be part of the answer. */
const foreign: ReadonlySet<string> = new Set(['mcp_toolset', 'advisor'])

/** The part of a request that needs a tool that is not emulated, if any. */
export function foreignToolOf({
  tools = [],
  mcp_servers: servers = [],
}: MessagesRequest): { parameter: string; value?: string } | undefined {
  const foreignTool = tools.find(({ type }) => typeof type === 'string' && foreign.has(kindOf(type)))
  if (foreignTool !== undefined) return { parameter: 'tools', value: String(foreignTool.type) }
  return servers.length === 0 ? undefined : { parameter: 'mcp_servers' }
}

/** Whether a tool is also used before a call to the app's own tool. */
function isSearchOfTools({ type }: WireTool): boolean {
  return typeof type === 'string' && type.startsWith('tool_search')
}

/**
 * The model's uses of hosted tools before it continues: each offered tool once per prompt, before a text
 * answer. Tool search also precedes a tool call. An app that offers no hosted tool gets none.
 */
export function hostedUsesOf({ call, request, random }: Exchange, before: 'words' | 'call'): readonly HostedUse[] {
  // Parsed again only if there might be one: prompts can be long, and few requests need this.
  if (
    call.toolChoice === 'none' ||
    typeof call.toolChoice === 'object' ||
    !/"(?:web_search|web_fetch|code_execution|tool_search)/.test(request.text)
  )
    return []
  if (call.messages.at(-1)?.role !== 'user') return []
  const { tools = [] } = JSON.parse(request.text) as { tools?: readonly WireTool[] }
  const asked = { question: promptOf(call), tools, random }
  return tools
    .filter((tool) => before === 'words' || isSearchOfTools(tool))
    .flatMap((tool) => runningOf(tool)?.(asked) ?? [])
    .map(({ name, input, resultType, content, counted }) => {
      const id = `srvtoolu_01${random.id(22)}`
      const isOfWeb = name.startsWith('web_')
      return {
        call: { type: 'server_tool_use', id, name, input, caller: direct },
        result: { type: resultType, tool_use_id: id, content, ...(isOfWeb ? { caller: direct } : {}) },
        ...(counted === undefined ? {} : { counted }),
      }
    })
}

/** Their part of the usage. `null` if none is counted. */
export function hostedUsage(uses: readonly HostedUse[]): unknown {
  const count = (name: HostedUse['counted']): number => uses.filter(({ counted }) => counted === name).length
  const counts = { web_fetch_requests: count('web_fetch_requests'), web_search_requests: count('web_search_requests') }
  return counts.web_fetch_requests + counts.web_search_requests === 0 ? null : counts
}

/** The container in which code ran. `null` if none ran. */
export function containerOf(uses: readonly HostedUse[], { date, random }: Exchange): unknown {
  const hasRun = uses.some(({ call }) => String(call['name']).endsWith('code_execution'))
  if (!hasRun) return null
  return { id: `container_01${random.id(22)}`, expires_at: new Date(date + 300_000).toISOString() }
}
