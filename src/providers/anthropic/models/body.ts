import { contextWindowOf, titleOf } from '../../../kit.ts'

/** Some models that the API lists, and when they came out (https://docs.claude.com/en/docs/about-claude/models, read on 2026-11-26). */
const known: Readonly<Record<string, string>> = {
  'claude-sonnet-5': '2026-06-30T00:00:00Z',
  'claude-opus-4-5-20251101': '2025-11-24T00:00:00Z',
  'claude-haiku-4-5-20251001': '2025-10-15T00:00:00Z',
}

/** How many tokens each model answers with at most, by how its name begins; any other 64,000. */
const longest: readonly (readonly [begin: string, tokens: number])[] = [['claude-sonnet-5', 128_000]]

/** One model. Its name is its id as a person would write it, without its date. */
export function modelBody(id: string): unknown {
  return {
    type: 'model',
    id,
    display_name: titleOf(id.replace(/-\d{8}$/, '')),
    created_at: known[id] ?? '2026-01-01T00:00:00Z',
    capabilities: null,
    deprecated_at: null,
    lifecycle: 'active',
    max_input_tokens: contextWindowOf(id) ?? 200_000,
    max_tokens: longest.find(([begin]) => id.startsWith(begin))?.[1] ?? 64_000,
    retires_at: null,
  }
}

/** The list of models. */
export function listBody(): unknown {
  const ids = Object.keys(known)
  return { data: ids.map(modelBody), has_more: false, first_id: ids[0], last_id: ids.at(-1) }
}
