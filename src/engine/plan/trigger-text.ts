import { ofMembers, triggerNames, triggers, type Trigger, type TriggerName } from './trigger.ts'
import { BrownoutError } from '../base/errors.ts'
import { wordingOfIssues } from '../base/wrong-value.ts'

/** A command line key and its text, such as `first` and `2`. */
export type Pair = readonly [key: string, text: string]

/** All trigger keys of the command line. */
export const triggerKeys: readonly string[] = triggerNames.flatMap((name) => triggers[name].typed.keys)

/** Formats a trigger for a command line. */
export function writeTrigger(trigger: Trigger): Pair[] {
  return ofMembers(trigger, (kind, value) => kind.typed.write(value)).flat()
}

/**
 * Parses the trigger of a command line.
 * @param what the start of a message: `Cannot inject "overloaded"`
 * @throws BrownoutError if a value is wrong or given twice
 */
export function readTrigger(pairs: readonly Pair[], what: string): Trigger {
  const entries = triggerNames.flatMap((name) => {
    const own = pairs.filter(([key]) => triggers[name].typed.keys.includes(key))
    return own.length === 0 ? [] : [[name, readOne(name, own, what)] as const]
  })
  return Object.fromEntries(entries)
}

function readOne(name: TriggerName, pairs: readonly Pair[], what: string): Trigger[TriggerName] {
  const { schema, typed } = triggers[name]
  const texts = Object.fromEntries(typed.keys.map((key) => [key, pairs.flatMap((pair) => (pair[0] === key ? [pair[1]] : []))]))
  const twice = name === 'for' ? undefined : typed.keys.find((key) => texts[key]!.length > 1)
  if (twice !== undefined) throw new BrownoutError(`${what} with ${twice} twice. Inject the fault twice instead.`)
  const value = typed.read(texts)
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const given = pairs.map((pair) => pair.join('=')).join(',')
  const wrong = wordingOfIssues(
    result.error.issues.map((issue) => ({ ...issue, path: [name, ...issue.path] })),
    { [name]: value },
  )
  throw new BrownoutError(`${what} with ${given}: ${wrong}. Type it as ${typed.example}.`)
}
