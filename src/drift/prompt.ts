import { z } from 'zod'
import type { JsonSchema } from '../engine/model/call.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { checkNames, wordingOfIssues } from '../engine/base/wrong-value.ts'
import { isScript } from './script.ts'

/** A prompt to send repeatedly, with expectations for its answers. All given expectations must hold. */
export interface DriftPrompt {
  /** Its name in the report. Default: the prompt itself */
  readonly name?: string
  readonly prompt: string
  /** Texts that each answer must contain, case-insensitive, or patterns that must match it. */
  readonly contains?: string | RegExp | readonly (string | RegExp)[]
  /** Texts that the answers must not contain, case-insensitive, or patterns that must not match. */
  readonly lacks?: string | RegExp | readonly (string | RegExp)[]
  /** The schema of the answer as JSON: a zod schema or a JSON Schema. */
  readonly matches?: z.ZodType | JsonSchema
  /** The scripts of the letters in the answer, by their Unicode names: `Latin`, or `['Han', 'Hiragana', 'Katakana']`. */
  readonly script?: string | readonly string[]
  /** The number of characters of the answer. */
  readonly length?: { readonly min?: number; readonly max?: number }
  /** Whether the model refuses. Detected from English wordings of refusals. */
  readonly refuses?: boolean
  /** The requested model, which the response must name; a dated name such as `gpt-4o-2024-08-06` is the same as `gpt-4o`. */
  readonly model?: string
}

const texts = z.union([z.string(), z.instanceof(RegExp), z.array(z.union([z.string(), z.instanceof(RegExp)]))])
const scriptName = z.string().refine(isScript, 'expected the Unicode name of a script, such as "Latin" or "Cyrillic"')

const promptSchema = z.strictObject({
  name: z.string().min(1).optional(),
  prompt: z.string().min(1),
  contains: texts.optional(),
  lacks: texts.optional(),
  matches: z.union([z.instanceof(z.ZodType), z.record(z.string(), z.unknown()), z.boolean()]).optional(),
  script: z.union([scriptName, z.array(scriptName).min(1)]).optional(),
  length: z.strictObject({ min: z.int().nonnegative().optional(), max: z.int().nonnegative().optional() }).optional(),
  refuses: z.boolean().optional(),
  model: z.string().min(1).optional(),
})

/** Returns the name of a prompt. */
export function nameOf({ name, prompt }: DriftPrompt): string {
  return name ?? prompt
}

/**
 * Checks the prompts of a drift check.
 * @throws BrownoutError if there are none, one is wrong, or two have the same name
 */
export function checkPrompts(prompts: readonly DriftPrompt[]): void {
  if (prompts.length === 0)
    throw new BrownoutError('Cannot run a drift check without prompts. Give it at least one: { prompt: "...", contains: "..." }.')
  const names = new Set<string>()
  for (const prompt of prompts) {
    checkNames('Cannot run the drift check: a prompt', prompt, Object.keys(promptSchema.shape))
    const { success, error } = promptSchema.safeParse(prompt)
    if (!success) throw new BrownoutError(`Cannot run the drift check: ${wordingOfIssues(error.issues, prompt)}.`)
    const name = nameOf(prompt)
    if (names.has(name))
      throw new BrownoutError(`Cannot run the drift check: two prompts are called "${name}". Give one of them another name.`)
    names.add(name)
  }
}
