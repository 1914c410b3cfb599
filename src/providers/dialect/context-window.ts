import type { Call } from '../../engine/model/call.ts'

/**
 * How many tokens models take, by how their names begin. Read on 2026-11-26, from
 * https://developers.openai.com/api/docs/models/compare, https://docs.claude.com/en/docs/about-claude/models (as
 * @langchain/anthropic's profiles list them), https://ai.google.dev/gemini-api/docs/models and https://docs.cohere.com/docs/models.
 * A model that is not here takes any prompt.
 */
const windows: readonly (readonly [begin: string, tokens: number])[] = [
  ['gpt-3.5-turbo', 16_385],
  ['gpt-4', 8_192],
  ['gpt-4-32k', 32_768],
  ['gpt-4-turbo', 128_000],
  ['gpt-4o', 128_000],
  ['gpt-4.1', 1_047_576],
  ['o1', 200_000],
  ['o1-mini', 128_000],
  ['o3', 200_000],
  ['o4-mini', 200_000],
  ['gpt-5', 400_000],
  ['gpt-5-chat', 128_000],
  ['gpt-5.4', 1_050_000],
  ['gpt-5.4-mini', 400_000],
  ['gpt-5.4-nano', 400_000],
  ['gpt-5.5', 1_050_000],
  ['gpt-5.6', 1_050_000],
  ['claude-haiku-4-5', 200_000],
  ['claude-opus-4-5', 200_000],
  ['claude-opus-4-6', 1_000_000],
  ['claude-opus-4-7', 1_000_000],
  ['claude-opus-4-8', 1_000_000],
  ['claude-opus-5', 1_000_000],
  ['claude-sonnet-4', 1_000_000],
  ['claude-sonnet-5', 1_000_000],
  ['claude-fable-5', 1_000_000],
  ['gemini-2.0', 1_048_576],
  ['gemini-2.5', 1_048_576],
  ['gemini-3', 1_048_576],
  ['command-r', 128_000],
  ['command-a-03-2025', 256_000],
]

/**
 * Returns what a provider says of a prompt that is too long: the window of the model, and the tokens of the prompt. If a fault
 * refuses a prompt that would fit, it has one token more than fits.
 * @param usual the window of a model that is not known
 */
export function overlong(
  { model, inputTokens }: Pick<Call, 'model' | 'inputTokens'>,
  usual: number,
): { readonly window: number; readonly tokens: number } {
  const window = contextWindowOf(model) ?? usual
  return { window, tokens: Math.max(inputTokens, window + 1) }
}

/** The longest names first: they are the most exact. */
const byLength = windows.toSorted(([one], [other]) => other.length - one.length)

/**
 * Returns how many tokens a model takes; `undefined` if it is not known. A name may have a provider, a region or a folder before it.
 * @example
 * contextWindowOf('openai/gpt-4o-mini') // => 128000
 * contextWindowOf('us.anthropic.claude-haiku-4-5-20251001-v1:0') // => 200000
 */
export function contextWindowOf(model: string): number | undefined {
  const name = model.slice(model.lastIndexOf('/') + 1).replace(/^(?:[a-z]+\.)?(?:anthropic|cohere)\./, '')
  return byLength.find(([begin]) => name.startsWith(begin))?.[1]
}
