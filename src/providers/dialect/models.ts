/** When this table was read from the pages below. A test fails if that is more than six months ago. */
export const modelsReadOn = '2026-11-26'

/** Facts about a model, or about all models with the same prefix. */
export interface KnownModel {
  /** The context window, in tokens. */
  readonly window: number
  /** The most output tokens. */
  readonly output?: number
  /** US dollars per million input and output tokens, at the standard service tier. */
  readonly price?: { readonly input: number; readonly output: number }
  /** Its announced shutdown day, if any. */
  readonly retires?: string
}

/**
 * Models by the prefix of their names. Others accept any prompt, have no price, and are never retired by default.
 * @see https://developers.openai.com/api/docs/models/compare
 * @see https://developers.openai.com/api/docs/deprecations
 * @see https://platform.claude.com/docs/en/about-claude/models/overview
 * @see https://platform.claude.com/docs/en/about-claude/model-deprecations
 * @see https://ai.google.dev/gemini-api/docs/models
 * @see https://ai.google.dev/gemini-api/docs/deprecations
 * @see https://docs.cohere.com/docs/models
 */
const models: Readonly<Record<string, KnownModel>> = {
  'gpt-3.5-turbo': { window: 16_385, output: 4_096, price: { input: 0.5, output: 1.5 }, retires: '2026-10-23' },
  'gpt-4': { window: 8_192, output: 8_192, price: { input: 30, output: 60 }, retires: '2026-10-23' },
  'gpt-4-32k': { window: 32_768, retires: '2025-06-06' },
  'gpt-4-turbo': { window: 128_000, output: 4_096, price: { input: 10, output: 30 }, retires: '2026-10-23' },
  'gpt-4o': { window: 128_000, output: 16_384, price: { input: 2.5, output: 10 }, retires: '2027-01-14' },
  'gpt-4o-2024-05-13': { window: 128_000, output: 4_096, price: { input: 5, output: 15 }, retires: '2026-10-23' },
  'gpt-4o-mini': { window: 128_000, output: 16_384, price: { input: 0.15, output: 0.6 }, retires: '2027-01-14' },
  'gpt-4.1': { window: 1_047_576, output: 32_768, price: { input: 2, output: 8 }, retires: '2027-01-14' },
  'gpt-4.1-mini': { window: 1_047_576, output: 32_768, price: { input: 0.4, output: 1.6 }, retires: '2027-01-14' },
  'gpt-4.1-nano': { window: 1_047_576, output: 32_768, price: { input: 0.1, output: 0.4 }, retires: '2026-10-23' },
  o1: { window: 200_000, output: 100_000, price: { input: 15, output: 60 }, retires: '2026-10-23' },
  'o1-mini': { window: 128_000, output: 65_536, retires: '2025-10-27' },
  o3: { window: 200_000, output: 100_000, price: { input: 2, output: 8 }, retires: '2026-12-11' },
  'o3-mini': { window: 200_000, output: 100_000, price: { input: 1.1, output: 4.4 }, retires: '2026-10-23' },
  'o4-mini': { window: 200_000, output: 100_000, price: { input: 1.1, output: 4.4 }, retires: '2026-10-23' },
  'gpt-5': { window: 400_000, output: 128_000, price: { input: 1.25, output: 10 }, retires: '2026-12-11' },
  'gpt-5-mini': { window: 400_000, output: 128_000, price: { input: 0.25, output: 2 }, retires: '2026-12-11' },
  'gpt-5-nano': { window: 400_000, output: 128_000, price: { input: 0.05, output: 0.4 }, retires: '2026-12-11' },
  'gpt-5-chat': { window: 128_000 },
  'gpt-5.1': { window: 400_000, output: 128_000, retires: '2027-04-01' },
  'gpt-5.2': { window: 400_000, output: 128_000 },
  'gpt-5.3-codex': { window: 400_000, output: 128_000, retires: '2027-04-01' },
  'gpt-5.4': { window: 1_050_000, output: 128_000 },
  'gpt-5.4-mini': { window: 400_000, output: 128_000 },
  'gpt-5.4-nano': { window: 400_000, output: 128_000, retires: '2027-04-01' },
  'gpt-5.5': { window: 1_050_000, output: 128_000 },
  'gpt-5.6': { window: 1_050_000, output: 128_000 },
  'gpt-5.6-terra': { window: 1_050_000, output: 128_000, price: { input: 2, output: 12 } },
  'gpt-6.1-sol': { window: 1_050_000, output: 128_000, price: { input: 2, output: 10 } },
  'gpt-6.1-terra': { window: 1_050_000, output: 128_000, price: { input: 1, output: 5 } },
  'claude-3-5-haiku': { window: 200_000, output: 8_192, retires: '2026-02-19' },
  'claude-haiku-4-5': { window: 200_000, output: 64_000, price: { input: 1, output: 5 } },
  'claude-opus-4': { window: 200_000, output: 32_000, price: { input: 15, output: 75 }, retires: '2026-06-15' },
  'claude-opus-4-1': { window: 200_000, output: 32_000, price: { input: 15, output: 75 }, retires: '2026-08-05' },
  'claude-opus-4-5': { window: 200_000, output: 64_000, price: { input: 5, output: 25 } },
  'claude-opus-4-6': { window: 1_000_000, output: 128_000 },
  'claude-opus-4-7': { window: 1_000_000, output: 128_000 },
  'claude-opus-4-8': { window: 1_000_000, output: 128_000 },
  'claude-opus-5': { window: 1_000_000, output: 128_000, price: { input: 5, output: 25 } },
  'claude-opus-5-5': { window: 1_000_000, output: 128_000, price: { input: 4, output: 20 } },
  'claude-sonnet-4': { window: 1_000_000, output: 64_000, price: { input: 3, output: 15 }, retires: '2026-06-15' },
  'claude-sonnet-4-5': { window: 200_000, output: 64_000, price: { input: 3, output: 15 }, retires: '2026-11-30' },
  'claude-sonnet-4-6': { window: 1_000_000, output: 64_000 },
  'claude-sonnet-5': { window: 1_000_000, output: 128_000, price: { input: 2, output: 10 } },
  'claude-sonnet-5-5': { window: 1_000_000, output: 128_000 },
  'claude-fable-5': { window: 1_000_000, output: 128_000 },
  'claude-fable-5-1': { window: 1_000_000, output: 128_000, price: { input: 10, output: 50 } },
  'claude-fable-5-2': { window: 1_000_000, output: 128_000, price: { input: 8, output: 40 } },
  'gemini-2.0': { window: 1_048_576, output: 8_192, retires: '2026-06-01' },
  'gemini-2.5-pro': { window: 1_048_576, output: 65_536, price: { input: 1.25, output: 10 }, retires: '2026-12-01' },
  'gemini-2.5-flash': { window: 1_048_576, output: 65_536, price: { input: 0.3, output: 2.5 }, retires: '2026-12-01' },
  'gemini-2.5-flash-lite': { window: 1_048_576, output: 65_536, price: { input: 0.1, output: 0.4 } },
  'gemini-3': { window: 1_048_576, output: 65_536 },
  'gemini-3.1-flash-lite': { window: 1_048_576, output: 65_536, retires: '2027-05-07' },
  'command-r': { window: 128_000, output: 4_000 },
  'command-a-03-2025': { window: 256_000, output: 8_000 },
}

/** The longest prefixes first: they are the most specific. */
const byLength = Object.entries(models).toSorted(([one], [other]) => other.length - one.length)

/**
 * Returns the facts about a model. `undefined` if there are none. A name can start with a provider, a region or a folder.
 * @example
 * knownModel('openai/gpt-4o-mini')?.retires // => '2027-01-14'
 * knownModel('us.anthropic.claude-haiku-4-5-20251001-v1:0')?.window // => 200000
 */
export function knownModel(model: string): KnownModel | undefined {
  const name = model.slice(model.lastIndexOf('/') + 1).replace(/^(?:[a-z]+\.)?(?:anthropic|cohere)\./, '')
  return byLength.find(([begin]) => name.startsWith(begin))?.[1]
}
