import { timeText } from '../../report/data/words.ts'
import { isOver } from './moment.ts'
import type { TakeData } from './demo-data.ts'
import { isFailure, type AppDay } from './takes.ts'

/** A count over the day so far. */
export interface Score {
  readonly name: string
  readonly value: string
  /** The first customer for whom it is bad, from 0. Missing if the score is good. */
  readonly worst?: number
}

/** The longest acceptable wait for a customer, in ms. */
const patience = 45_000

/** The customers that an app has finished with, in order. */
export function doneWith(app: AppDay, customer: number, now: number): TakeData[] {
  const isDone = isOver(app[customer]!.take, now)
  return app.slice(0, customer + (isDone ? 1 : 0)).map(({ take }) => take)
}

/** How many customers an app has served. */
export function servedIn(takes: readonly TakeData[]): number {
  return takes.filter((take) => !isFailure(take)).length
}

/** The scorecard of an app, over the customers that it has finished with. */
export function scoresOf(takes: readonly TakeData[], ruleCount: number): Score[] {
  const broken = new Set(takes.flatMap((take) => take.broken.map(({ rule }) => rule)))
  const slowest = Math.max(0, ...takes.map(({ story }) => story.endedAt))
  const count = (isMeant: (take: TakeData) => boolean): number => takes.filter(isMeant).length
  const isFalse = ({ experience: { kind } }: TakeData): boolean => kind === 'half' || kind === 'wrong'
  const isUnanswered = ({ experience: { kind } }: TakeData): boolean => kind === 'none'
  return [
    score('Customers served', `${servedIn(takes)} of ${takes.length}`, takes.findIndex(isFailure)),
    score('Truncated or wrong answers', String(count(isFalse)), takes.findIndex(isFalse)),
    score('Left without an answer', String(count(isUnanswered)), takes.findIndex(isUnanswered)),
    score('Longest wait', timeText(slowest), slowest > patience ? takes.findIndex(({ story }) => story.endedAt === slowest) : -1),
    score('Calls to providers', String(takes.reduce((sum, { story }) => sum + story.calls.length, 0)), -1),
    score(
      'Rules kept',
      `${ruleCount - broken.size} of ${ruleCount}`,
      takes.findIndex((take) => take.broken.length > 0),
    ),
  ]
}

function score(name: string, value: string, worst: number): Score {
  return worst === -1 ? { name, value } : { name, value, worst }
}
