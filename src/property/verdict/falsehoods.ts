import { canonicalJson } from '../../engine/base/hash.ts'
import { textOf } from '../../engine/kit/conversation.ts'
import { leavesOf, type Leaf } from '../../engine/kit/json-value.ts'
import { sentencesOf } from '../../engine/kit/sentences.ts'
import type { JournalCall } from '../../engine/model/journal.ts'
import { isWhole } from './calls.ts'
import { claimsIn, isSameClaim, isTelling, type Claim } from './claims.ts'
import type { ToolUse } from './outcome.ts'
import { toolCallsIn } from './tool-calls.ts'

/** A wrong statement in an answer: in a sentence, in a member of its JSON, or in the arguments of a tool call. */
export type Falsehood =
  | { readonly type: 'sentence'; readonly sentence: string; readonly lies: readonly Claim[]; readonly truths: readonly Claim[] }
  | { readonly type: 'label'; readonly lie: string; readonly truth: string }
  | { readonly type: 'member'; readonly name: string; readonly lie: Leaf['value']; readonly truths: readonly Leaf['value'][] }
  | {
      readonly type: 'tool-call'
      readonly use: ToolUse
      readonly members: readonly (Falsehood & { readonly type: 'member' })[]
    }

/**
 * Returns the statements in a complete answer that the model would not have made without a fault: numbers, dates, names, verdicts,
 * members of JSON and tool arguments that are in `received` and not in `truth`. Different wording, style or language, and statements from
 * the conversation, are not falsehoods.
 * @example
 * if (calls.every((call) => falsehoodsOf(call).length === 0)) return inconclusive('no answer was wrong')
 */
export function falsehoodsOf(call: JournalCall): readonly Falsehood[] {
  const { truth, received } = call
  if (truth === undefined || received === truth || received === '' || !isWhole(call) || call.finish === 'refusal') return []
  const [meant, given] = [partsOf(truth), partsOf(received)]
  const sources = `${truth}\n${textOf(call.call)}`
  return [
    ...inToolCalls(meant.tools, given.tools),
    ...(given.text === meant.text || isBrokenToolCall(given.text) ? [] : inText(meant.text, given.text, sources)),
  ]
}

function partsOf(answer: string): { readonly tools: readonly ToolUse[]; readonly text: string } {
  const lines = answer.split('\n')
  const isToolCall = (line: string): boolean => toolCallsIn(line).some((use) => typeof use.arguments === 'object')
  return { tools: toolCallsIn(lines.filter(isToolCall).join('\n')), text: lines.filter((line) => !isToolCall(line)).join('\n') }
}

/** Whether a text is a tool call whose arguments are not JSON, which every client detects. */
function isBrokenToolCall(text: string): boolean {
  return /^[\w-]+\(/.test(text)
}

function inToolCalls(meant: readonly ToolUse[], given: readonly ToolUse[]): Falsehood[] {
  return given.flatMap((use): Falsehood[] => {
    const same = meant.filter(({ name }) => name === use.name)
    // An extra tool call is not a falsehood.
    if (same.length === 0 || same.some((other) => canonicalJson(other.arguments) === canonicalJson(use.arguments))) return []
    const members = inMembers(
      same.map((other) => other.arguments),
      use.arguments,
    )
    return members.length === 0 ? [] : [{ type: 'tool-call', use, members }]
  })
}

function nameOf({ path }: Leaf): string {
  return path.findLast((step) => typeof step === 'string') ?? ''
}

type Member = Falsehood & { readonly type: 'member' }

function inMembers(meant: readonly unknown[], given: unknown): Member[] {
  const truths = meant.flatMap((value) => leavesOf(value))
  return leavesOf(given).flatMap((leaf): Member[] => {
    const name = nameOf(leaf)
    const same = truths.filter((truth) => nameOf(truth) === name).map(({ value }) => value)
    return same.length === 0 || same.includes(leaf.value) ? [] : [{ type: 'member', name, lie: leaf.value, truths: same }]
  })
}

function parsed(text: string): unknown {
  try {
    const value = JSON.parse(text.replace(/^\s*```(?:json)?\s*|\s*```\s*$/g, '')) as unknown
    return typeof value === 'object' ? value : undefined
  } catch {
    return undefined
  }
}

function inText(truth: string, received: string, sources: string): Falsehood[] {
  const [meant, given] = [parsed(truth), parsed(received)]
  if (meant !== undefined && given !== undefined) {
    return inMembers([meant], given).flatMap((member) => {
      const [counterpart] = member.truths
      const sentences = typeof member.lie === 'string' && typeof counterpart === 'string' ? inProse(counterpart, member.lie, sources) : []
      return [member, ...sentences]
    })
  }
  return inProse(truth, received, sources)
}

const mostWordsOfLabel = 3

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function inProse(truth: string, received: string, sources: string): Falsehood[] {
  const [meant, given] = [wordsOf(truth), wordsOf(received)]
  const isLabel = [meant, given].every((words) => words.length > 0 && words.length <= mostWordsOfLabel)
  if (isLabel && meant.join(' ') !== given.join(' ')) return [{ type: 'label', lie: received.trim(), truth: truth.trim() }]
  const sentences = sentencesOf(truth).map((sentence) => sentence.trim())
  const known = claimsIn(sources)
  return sentencesOf(received).flatMap((piece): Falsehood[] => {
    const sentence = piece.trim()
    if (truth.includes(sentence)) return []
    const counterpart = nearest(sentence, sentences)
    const truths =
      counterpart === undefined ? missing(claimsIn(truth), claimsIn(received)) : missing(claimsIn(counterpart), claimsIn(sentence))
    const lies = missing(claimsIn(sentence), claimsIn(counterpart ?? truth)).filter((claim) => {
      const isContrary = truths.some(({ kind }) => kind === claim.kind)
      // In rewording or another language, capitals and negations are not reliable.
      if ((claim.kind === 'name' || claim.kind === 'verdict') && counterpart === undefined) return false
      if (claim.kind === 'name') return isContrary && !truth.toLowerCase().includes(claim.text.toLowerCase())
      if (claim.kind === 'verdict') return true
      return isContrary || (isTelling(claim) && !known.some((other) => isSameClaim(claim, other)))
    })
    // A sentence that lost its "not" states the opposite, like one that gained it.
    const hasTurned = counterpart !== undefined && lies.length === 0 && truths.length > 0 && truths.every(({ kind }) => kind === 'verdict')
    return lies.length > 0 || hasTurned ? [{ type: 'sentence', sentence, lies, truths: truths.filter(isTelling) }] : []
  })
}

/** The claims missing from others, each as often as it is missing: a sentence can have two verdicts. */
function missing(claims: readonly Claim[], others: readonly Claim[]): readonly Claim[] {
  const left = [...others]
  return claims.filter((claim) => {
    const place = left.findIndex((other) => isSameClaim(claim, other))
    if (place === -1) return !others.some((other) => isSameClaim(claim, other)) || claim.kind === 'verdict'
    left.splice(place, 1)
    return false
  })
}

const leastSimilarity = 0.6

/** The most similar sentence, if any. */
function nearest(sentence: string, sentences: readonly string[]): string | undefined {
  const own = new Set(wordsOf(sentence))
  const ranked = sentences.map((other) => {
    const words = new Set(wordsOf(other))
    return { other, similarity: [...own].filter((word) => words.has(word)).length / Math.max(1, own.size, words.size) }
  })
  const best = ranked.toSorted((a, b) => b.similarity - a.similarity)[0]
  return best !== undefined && best.similarity >= leastSimilarity ? best.other : undefined
}
