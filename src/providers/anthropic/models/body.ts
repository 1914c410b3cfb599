import { knownModel, titleOf, type KnownModel, ownEntry } from '../../../kit.ts'

/** Some models that the API lists, with their release dates (https://platform.claude.com/docs/en/about-claude/models/overview). */
const listed: Readonly<Record<string, string>> = {
  'claude-opus-5': '2026-07-24T00:00:00Z',
  'claude-sonnet-5': '2026-06-30T00:00:00Z',
  'claude-opus-4-5-20251101': '2025-11-24T00:00:00Z',
  'claude-haiku-4-5-20251001': '2025-10-15T00:00:00Z',
}

/** The limits of an unknown model, in tokens. */
const usual = { window: 200_000, output: 64_000 } satisfies KnownModel

/** One model. Its display name is derived from its id, without the date. */
export function modelBody(id: string): unknown {
  const { window, output = usual.output, retires }: KnownModel = knownModel(id) ?? usual
  return {
    type: 'model',
    id,
    display_name: titleOf(id.replace(/-\d{8}$/, '')),
    created_at: ownEntry(listed, id) ?? '2026-01-01T00:00:00Z',
    capabilities: null,
    deprecated_at: null,
    lifecycle: retires === undefined ? 'active' : 'deprecated',
    max_input_tokens: window,
    max_tokens: output,
    retires_at: retires === undefined ? null : `${retires}T00:00:00Z`,
  }
}

/** The list of models. */
export function listBody(): unknown {
  const ids = Object.keys(listed)
  return { data: ids.map(modelBody), has_more: false, first_id: ids[0], last_id: ids.at(-1) }
}
