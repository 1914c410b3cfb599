import { recipes } from '../../../recipes/catalogue.ts'
import { playDay, spread, type Moment } from '../../../src/demo/day.ts'
import type { RecipeFactory } from '../../../src/engine/plan/recipe.ts'
import { randomFrom } from '../../../src/engine/base/random.ts'
import type { Evidence, Settlement } from '../../../src/property/index.ts'
import type { Ending, PlayedApp, PlayedRecipe } from '../pages/recipes.ts'
import { playedOn, sceneOf } from './cast.ts'
import type { App, Scene } from './scene.ts'

/**
 * Each day has another seed and other moments. A recipe with low rates is repeated until it breaks the naive app and has hit the hardened
 * one, up to this limit.
 */
const [fewestDays, mostDays] = [3, 24]

function hasFired({ journal }: Evidence): boolean {
  return journal.calls.some(({ fired }) => fired.length > 0)
}

const marks = ['verified', 'complete'] as const
const oppositeMarks = ['needsHuman', 'partial', 'degraded'] as const

function endingOf(settlement: Settlement): Ending {
  if (settlement.type === 'error') return 'failed with an error'
  if (settlement.type === 'stuck') return 'never ended'
  const value: unknown = settlement.value
  if (typeof value !== 'object' || value === null) return 'answered'
  const members = value as Readonly<Record<string, unknown>>
  const isMarked = marks.some((name) => members[name] === false) || oppositeMarks.some((name) => members[name] === true)
  return isMarked ? 'answered with a mark' : 'answered'
}

function dayOf(scene: Scene, recipe: RecipeFactory, app: App, day: number): Promise<readonly Moment[]> {
  const { tasks, limit } = scene
  const seed = `tuesday/${day}`
  const shift = day === 0 ? 0.5 : randomFrom(seed).next()
  const times = spread(tasks, recipe().length, shift)
  const taskOf = app(recipe.recipe)
  return playDay(
    { recipe: playedOn(recipe), seed, limit, times, providers: scene.providers(), answers: scene.answers(recipe.recipe) },
    (index) => taskOf(day * tasks + index),
  )
}

function played({ properties }: Scene, moments: readonly Moment[]): PlayedApp {
  const hit = moments.map(({ evidence }) => evidence).filter(hasFired)
  const broken = properties.filter((property) => moments.some(({ evidence }) => property.judge(evidence).type === 'violated'))
  const endings = hit.map(({ outcome }) => endingOf(outcome.settlement))
  return { fired: hit.length, tasks: moments.length, broken: broken.map(({ id }) => id), endings }
}

/** Plays a recipe with both versions of its app, for the same number of days. */
export async function playRecipe(recipe: RecipeFactory): Promise<PlayedRecipe> {
  const scene = sceneOf(recipe)
  const [naive, hardened]: [Moment[], Moment[]] = [[], []]
  const isShown = (): boolean =>
    played(scene, naive).broken.length > 0 && (scene.isHardenedSpared === true || played(scene, hardened).fired > 0)
  for (let day = 0; day < mostDays && (day < fewestDays || !isShown()); day++) {
    naive.push(...(await dayOf(scene, recipe, scene.naive, day)))
    hardened.push(...(await dayOf(scene, recipe, scene.hardened, day)))
  }
  return { recipe: recipe.recipe, scene, naive: played(scene, naive), hardened: played(scene, hardened) }
}

/** Plays all recipes. */
export async function playAll(): Promise<readonly PlayedRecipe[]> {
  const all: PlayedRecipe[] = []
  for (const recipe of recipes) all.push(await playRecipe(recipe))
  return all
}
