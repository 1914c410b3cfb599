import type { Exchange, GatheredReply } from '../../../kit.ts'

/** The categories of the API; those without a score in the answer are derived from their parent's. */
const categories = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/intent',
  'self-harm/instructions',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
] as const

function scoreOf(category: string, scores: Readonly<Record<string, number>>): number {
  const [parent] = category.split('/')
  return scores[category] ?? Number(((scores[parent!] ?? 0) / 10).toFixed(6))
}

function judgment(json: string): unknown {
  const scores = readScores(json)
  const scored = categories.map((category) => [category, scoreOf(category, scores)] as const)
  return {
    flagged: scored.some(([, score]) => score > 0.5),
    categories: Object.fromEntries(scored.map(([category, score]) => [category, score > 0.5])),
    category_scores: Object.fromEntries(scored),
    category_applied_input_types: Object.fromEntries(scored.map(([category]) => [category, ['text']])),
  }
}

/** A truncated body is made from truncated scores. */
function readScores(json: string): Readonly<Record<string, number>> {
  try {
    return JSON.parse(json) as Readonly<Record<string, number>>
  } catch {
    return {}
  }
}

/** The result for each text. */
export function moderationsBody({ reply, data }: GatheredReply, { random }: Exchange): unknown {
  return { id: `modr-${random.id(24)}`, model: reply.model, results: data.map(judgment) }
}
