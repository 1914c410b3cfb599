import { formatDuration } from '../engine/base/duration.ts'
import { shellWord } from '../engine/base/shell.ts'
import type { RecipePlay } from '../engine/plan/recipe.ts'
import { beside, fitted, span, type Line } from './screen/line.ts'
import { experienceOf } from './experience.ts'
import { pane } from './pane.ts'
import type { Episode, Take } from './rehearsal.ts'
import { scorecard } from './scorecard.ts'

/** A picture of the film, and how long it is shown, in ms of real time. */
export interface Frame {
  readonly lines: readonly Line[]
  readonly stands: number
}

/** A film of one day: the frames of each question, and the closing scorecard. */
export interface Film {
  readonly scenes: readonly (readonly Frame[])[]
  readonly close: readonly Line[]
}

const framesPerScene = 9
const frameStands = 65
const sceneStands = 280
const gap = ' │ '

/** When the frames of a scene are taken: close together while answers begin, far apart during waits. */
function momentsOf(length: number): readonly number[] {
  return Array.from({ length: framesPerScene }, (_, index) => length * ((index + 1) / framesPerScene) ** 2.5)
}

/** The time of day, for a day that starts at nine. */
function timeOfDay(at: number): string {
  const minutes = 9 * 60 + Math.floor(at / 60_000)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`
}

function happening({ phases }: RecipePlay, at: number): string {
  return phases
    .filter(({ from, to }) => at >= from && at < to)
    .map(({ what }) => what)
    .join('; ')
}

/** How the questions so far were answered, one mark each. */
function marks(episodes: readonly Episode[], done: number): Line {
  return [
    span('so far  ', 'dim'),
    ...episodes.map(({ evidence }, index) => {
      if (index >= done) return span('· ', 'dim')
      return experienceOf(evidence).kind === 'served' ? span('✔ ', 'green') : span('✘ ', 'red')
    }),
  ]
}

function frameAt(day: RecipePlay, takes: readonly [Take, Take], index: number, now: number, length: number, width: number): Line[] {
  const [left, right] = takes.map(({ name, episodes }) => {
    const isOver = episodes[index]!.evidence.outcome.settledAt <= now
    return [...pane(name, episodes[index]!, now, length, width), marks(episodes, isOver ? index + 1 : index)]
  }) as [Line[], Line[]]
  const { question, at } = takes[0].episodes[index]!
  const clock = `${timeOfDay(at)} +${formatDuration(now)}`
  return [
    [
      ...fitted([span(day.recipe.name, 'bold'), span(`: ${happening(day, at)}`, 'yellow')], 2 * width + gap.length - 15),
      span(clock.padStart(15), 'dim'),
    ],
    [span('customer  ', 'dim'), span(question, 'bold')],
    [span(`${'─'.repeat(width + 1)}┬${'─'.repeat(width + 1)}`, 'dim')],
    ...beside(left, right, width, gap),
  ]
}

/** Makes a film of two takes of a day, with a width in columns. The same takes give the same film. */
export function filmOf(day: RecipePlay, takes: readonly [Take, Take], seed: string, columns: number): Film {
  const width = Math.min(48, Math.floor((columns - gap.length) / 2))
  const scenes = takes[0].episodes.map((_, index) => {
    const length = Math.max(...takes.map(({ episodes }) => episodes[index]!.evidence.outcome.settledAt), 1)
    const moments = momentsOf(length)
    return moments.map((now, place) => ({
      lines: frameAt(day, takes, index, now, length, width),
      stands: place === moments.length - 1 ? sceneStands : frameStands,
    }))
  })
  const close: Line[] = [
    [span('─'.repeat(2 * width + gap.length), 'dim')],
    [span(day.recipe.summary, 'bold'), span(`, seed ${seed}`, 'dim')],
    [],
    ...scorecard(takes),
    [],
    [span(`Again: npx brownout demo --recipe ${day.recipe.name} --seed ${shellWord(seed, process.platform)}`, 'dim')],
  ]
  return { scenes, close }
}
