/** A file in a prompt: `src/index.ts`. */
const anyFile = /(?<![\w/:.])(?:[\w.-]*\/)*[\w-][\w.-]*\.[a-z]{1,5}\b(?!\/)/

/** A text in quotes, or in backticks as code. */
const anyQuoted = /["“”«`]([^"“”»`\n]{1,200})["“”»`]/

/** The text that a prompt searches for. */
const anySearched = /\bfor\s+(?:the\s+)?(?:(?:word|text|string|term|phrase|name)\s+)?(\w+)\W*$/i

const sentence = String.raw`^\W*(?:(?:please|can you|could you|now|first|then)\W+)*`
const lists = new RegExp(String.raw`${sentence}(?:list|ls|run\b.*\blists?)\b.*\b(?:files|director(?:y|ies)|folders?)\b`, 'i')
const reads = new RegExp(String.raw`${sentence}(?:read|open|show|view|print|display|cat|check|what(?:'s| is| does))\b`, 'i')
const searches = new RegExp(String.raw`${sentence}(?:search|find|grep|look)\b`, 'i')

/** Returns the text that a prompt searches for. */
export function searchedIn(prompt: string): readonly string[] {
  const found = anyQuoted.exec(prompt)?.[1] ?? anySearched.exec(prompt)?.[1]
  return found === undefined ? [] : [found]
}

/** Returns the shell command of a prompt, or one that only reads what the prompt names: `cat parcel.txt`. */
export function commandsIn(prompt: string): readonly string[] {
  const code = /`([^`\n]{1,200})`/.exec(prompt)?.[1]
  if (code !== undefined) return [code]
  if (lists.test(prompt)) return ['ls']
  const file = anyFile.exec(prompt)?.[0]
  if (reads.test(prompt) && file !== undefined) return [`cat ${file}`]
  const [searched] = searches.test(prompt) ? searchedIn(prompt) : []
  return searched !== undefined && /^[\w .-]+$/.test(searched) ? [`grep -rn "${searched}" .`] : []
}

/** Returns the directory of a prompt, if it is the current one. */
export function directoriesIn(prompt: string): readonly string[] {
  return /\b(?:this|the current|the|my) (?:director|folder|project|repository)/i.test(prompt) ? ['.'] : []
}
