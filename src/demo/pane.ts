import { span, wrapped, type Line } from './screen/line.ts'
import { experienceOf } from './experience.ts'
import type { Episode } from './rehearsal.ts'
import { waterfall } from './waterfall.ts'

const textRows = 4
const callRows = 6

/** The text that the customer reads at a moment. */
function readAt({ sights }: Episode, now: number): string {
  const seen = sights.filter(({ at }) => at <= now)
  const restart = seen.findLastIndex(({ text }) => text === undefined)
  return seen
    .slice(restart + 1)
    .map(({ text }) => text)
    .join('')
}

function verdictOf({ evidence }: Episode, now: number): Line {
  if (evidence.outcome.settledAt > now) return [span('…', 'dim')]
  const { kind, words } = experienceOf(evidence)
  return kind === 'served' ? [span(`✔ ${words}`, 'green')] : [span(`✘ ${words}`, 'red')]
}

/** One app's view of a question at a moment, in ms from the question: the text that is read, the calls, and the ending. */
export function pane(name: string, episode: Episode, now: number, length: number, width: number): Line[] {
  const text = wrapped(readAt(episode, now), width).slice(-textRows)
  return [
    [span(name, 'bold')],
    ...Array.from({ length: textRows }, (_, row): Line => [span(text[row] ?? '')]),
    [],
    ...waterfall(episode.evidence.journal.calls, now, length, width, callRows),
    [],
    verdictOf(episode, now),
  ]
}
