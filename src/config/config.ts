import { z } from 'zod'
import { BrownoutError } from '../engine/base/errors.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import { checkNames, wordingOfIssues } from '../engine/base/wrong-value.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import type { Provider } from '../engine/model/provider.ts'
import { Injection } from '../engine/plan/injection.ts'
import type { RecipePlay } from '../engine/plan/recipe.ts'

const text = z.string().min(1)
const injection = z.custom<Injection>((value) => value instanceof Injection, 'expected a fault, such as overloaded().first(2), or its text')
const play = z.custom<RecipePlay>(
  (value) => typeof value === 'object' && value !== null && Array.isArray(Reflect.get(value, 'injections')),
  'expected a recipe, such as anthropicOverloadWave(), or its text',
)

const provider = z.custom<Provider>(
  (value) => typeof value === 'object' && value !== null && typeof Reflect.get(value, 'endpoints') === 'function',
  "expected a provider, such as mcp({ name: 'shop', url: 'https://shop.example/mcp' }), or a name",
)

/** The settings of a config file. Each is the option of the same name on the command line, which wins. */
const shape = {
  seed: z.union([text, z.number()]),
  /** Providers, such as `mcp({ name: 'shop', url })`, or names, each with a base URL if it has one: `openai=http://localhost:1234/v1`. */
  providers: z.array(z.union([text, provider])).min(1),
  /** Hosts or paths, and the provider whose wire format they use: `api.my-company.example=openai`. */
  ownHosts: z.array(text),
  /** Real providers for `brownout proxy`: URLs, or `openai=https://llm.example.com/v1`. */
  upstreams: z.array(text),
  /** Faults, or their text as the command line takes it: `overloaded:first=2`. */
  faults: z.array(z.union([text, injection])),
  recipes: z.array(z.union([text, play])),
  /** A source of answers, or the path of a file with them. */
  answers: z.union([
    text,
    z.custom<AnswerSource>((value) => typeof value === 'function', 'expected a file, or a source such as answers.from(...)'),
  ]),
  recorded: text,
  record: text,
  speed: z.number().positive(),
  /** The most calls that the journal holds, or `all`. */
  keep: z.union([z.int().positive(), z.literal('all')]),
  port: z.int().min(0).max(65_535),
  host: text,
  tls: z.boolean(),
  cert: text,
  key: text,
  log: z.enum(['text', 'json']),
  incident: text,
  /** How many runs `brownout explore` makes at most. */
  runs: z.int().positive(),
}

const schema = z.looseObject(shape).partial()

/** The default export of `brownout.config.ts`, for `brownout serve`, `run`, `proxy`, `mcp` and `explore`. Each command uses the settings that it has an option for. */
export type BrownoutConfig = { readonly [Name in keyof typeof shape]?: Readonly<z.output<(typeof shape)[Name]>> | undefined }

/**
 * Types the default export of `brownout.config.ts`.
 * @example
 * const config = defineConfig({ seed: 'tuesday', providers: ['openai', 'anthropic'], faults: ['overloaded:first=2'] })
 */
export function defineConfig(config: BrownoutConfig): BrownoutConfig {
  return config
}

/**
 * Checks the default export of a config file.
 * @throws BrownoutError if it is not a config
 */
export function readConfig(given: unknown, path: string): BrownoutConfig {
  const what = `Cannot use "${path}"`
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new BrownoutError(
      `${what}: its default export is ${valueInWords(given)}. Expected export default defineConfig({ seed: 'tuesday' }).`,
    )
  checkNames(what, given, Object.keys(shape))
  const { success, data, error } = schema.safeParse(given)
  if (!success) throw new BrownoutError(`${what}: ${wordingOfIssues(error.issues, given)}.`)
  return data
}
