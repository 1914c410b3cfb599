import { contextWindowOf, titleOf } from '../../../kit.ts'

/** Some models that the API lists, and when they came out (https://docs.claude.com/en/docs/about-claude/models). */
const known: Readonly<Record<string, string>> = {
  'claude-sonnet-5': '2026-05-14T00:00:00Z',
  'claude-opus-4-1-20250805': '2025-08-05T00:00:00Z',
  'claude-3-5-haiku-20241022': '2024-10-22T00:00:00Z',
}

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
    max_tokens: 64_000,
    retires_at: null,
  }
}

/** The list of models. */
export function listBody(): unknown {
  const ids = Object.keys(known)
  return { data: ids.map(modelBody), has_more: false, first_id: ids[0], last_id: ids.at(-1) }
}
