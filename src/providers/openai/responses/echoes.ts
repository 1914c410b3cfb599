import type { Exchange } from '../../../kit.ts'

/** Parameters of a request that its response repeats, with their defaults. */
const usual = {
  access_programs: null,
  max_tool_calls: null,
  prompt_cache_key: null,
  safety_identifier: null,
  top_logprobs: 0,
  user: null,
} as const

/** The parameters that a response repeats, and the penalties, which a request cannot set. */
export function echoesOf({ request }: Exchange): Readonly<Record<string, unknown>> {
  const body = JSON.parse(request.text) as Readonly<Record<string, unknown>>
  const echoed = Object.entries(usual).map(([name, otherwise]) => [name, body[name] ?? otherwise] as const)
  const tools = (body['tools'] ?? []) as readonly Readonly<Record<string, unknown>>[]
  return {
    ...Object.fromEntries(echoed),
    frequency_penalty: 0,
    presence_penalty: 0,
    tool_choice: body['tool_choice'] ?? 'auto',
    tools: tools.map((tool) => (tool['type'] === 'function' ? { description: null, parameters: {}, strict: true, ...tool } : tool)),
  }
}
