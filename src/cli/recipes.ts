import { factoryNameOf } from '../engine/base/factory-name.ts'
import { styleText } from 'node:util'
import { recipes } from '../../recipes/catalogue.ts'
import { formatDuration, milliseconds } from '../engine/base/duration.ts'
import type { Recipe } from '../engine/plan/recipe.ts'
import { injectionInWords } from '../property/text/injection-in-words.ts'
import { listOf, nothingFound, section, speakingOf } from './listing.ts'

/** Prints the recipes, those that match a word, or one in detail. */
export function listRecipes(name: string | undefined, asJson: boolean): void {
  const all = recipes.map(({ recipe }) => recipe)
  const exact = all.find((recipe) => recipe.name === name)
  if (exact !== undefined) return console.log(asJson ? JSON.stringify(exact, null, 2) : detailOf(exact))
  const found = name === undefined ? all : speakingOf(name, all, (recipe) => [recipe.name, recipe.summary, recipe.story, ...recipe.breaks])
  if (name !== undefined && found.length === 0)
    throw nothingFound(
      'recipe',
      name,
      all.map((recipe) => recipe.name),
    )
  console.log(asJson ? JSON.stringify(found, null, 2) : listOf(found))
}

function detailOf({ name, summary, story, phases, sourced, assumed, invented, breaks, sources }: Recipe): string {
  const code = `chaos.play(${factoryNameOf(name)}({ intensity: 0.5, speed: 10 }))`
  return [
    `${styleText('bold', name)}: ${summary}`,
    story,
    section(
      'Phases',
      phases.flatMap(({ from, to, what, injections }) => [
        `${formatDuration(milliseconds(from))} to ${formatDuration(milliseconds(to))}: ${what}`,
        ...injections.map((injection) => `  ${injectionInWords(injection.toJSON())}`),
      ]),
    ),
    section('Sourced', orNothing(sourced)),
    section('Assumed', orNothing(assumed)),
    section('Invented', orNothing(invented)),
    section('Tends to break', [breaks.join(', ')]),
    section('Sources', orNothing(sources)),
    section('Example', [code, `brownout demo --recipe ${name}`]),
  ].join('\n\n')
}

function orNothing(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['nothing'] : lines
}
