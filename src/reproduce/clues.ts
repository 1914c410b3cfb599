/**
 * Facts of an error by which it is recognized, from any text that shows it: error classes, HTTP statuses, system codes, the first words
 * of each part of a message, and a wait of minutes. The same function reads the errors of the matrix and the logs of an app.
 */
export function cluesIn(text: string): ReadonlySet<string> {
  const own = text.replaceAll(/^\s*at .*$/gm, '')
  const facts = [...namesIn(own), ...statusesIn(own), ...codesIn(own), ...waitsIn(own)]
  const words = new Set(facts.map((fact) => fact.toLowerCase()))
  return new Set([...facts, ...phrasesIn(own).filter((phrase) => !words.has(phrase))])
}

/** `AI_APICallError` is the name of an `APICallError`. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/\b(?:AI_)?([A-Z]\w*(?:Error|Exception))\b/g)].map(([, name]) => name!)
}

function statusesIn(text: string): string[] {
  const named = text.matchAll(/\b(?:status|http)(?:[ _-]?code)?\\?["']?(?:\/[\d.]+)?[\s:=(]{1,4}([2-5]\d\d)\b/gi)
  const leading = text.matchAll(/(?:^|Error: |Exception: )([45]\d\d)\b/gm)
  return [...named, ...leading].map(([, status]) => `status ${status}`)
}

function codesIn(text: string): string[] {
  return text.match(/\b(?:E(?:CONN|HOST|NET|ADDR|PIPE|TIMEDOUT|NOTFOUND|PROTO|AI_)[A-Z_]*|UND_ERR_[A-Z_]+)\b/g) ?? []
}

/** A wait that only a timeout of Node's `fetch` or of an SDK explains, in ms. */
const long = 240_000
const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, sec: 1_000, seconds: 1_000, m: 60_000, min: 60_000, minutes: 60_000 }

function waitsIn(text: string): string[] {
  const waits = [...text.matchAll(/\b(\d+(?:\.\d+)?)\s?(ms|seconds|sec|s|minutes|min|m)\b/g)]
  return waits.some(([, count, unit]) => Number(count) * units[unit!]! >= long) ? ['a wait of minutes'] : []
}

/** Classes of JavaScript itself, and a wait: alone they do not identify a provider. */
const general: ReadonlySet<string> = new Set(['TypeError', 'SyntaxError', 'RangeError', 'ReferenceError', 'a wait of minutes'])

export function isGeneral(clue: string): boolean {
  return general.has(clue)
}

/** The number of compared words of a message's part. The rest is often the app's own data. */
const words = 5
const longestPhrase = 48

/** The parts of messages between punctuation, without digits and text that looks generated. */
function phrasesIn(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[.:;,!?]+(?=\s|$|["'{[])|["'`{}[\]()<>=\\\n…]+/)
    .map(phraseOf)
    .filter((phrase) => phrase.length > 3 && !members.has(phrase))
}

/** Names in JSON and in printed errors, which show how an error is written and do not identify it. */
const members: ReadonlySet<string> = new Set(
  'body cause code data details error errors headers message name null param path reason response status statuscode text true type undefined url value'.split(
    ' ',
  ),
)

function phraseOf(part: string): string {
  const kept = part.split(/\s+/).filter((word) => /[a-z]/.test(word) && !/\d/.test(word))
  return kept
    .slice(0, words)
    .join(' ')
    .replaceAll(/^[^a-z]+|[^a-z]+$/g, '')
    .slice(0, longestPhrase)
}
