import { styleText } from 'node:util'
import { CommanderError } from 'commander'
import { recipes } from '../../recipes/catalogue.ts'
import { formatDuration, milliseconds } from '../engine/duration.ts'
import { nearest } from '../engine/nearest.ts'
import type { RecipeFactory } from '../engine/recipe.ts'
import { injectionInWords } from '../property/failure.ts'

/** Prints the recipes, those that match a word, or one in detail. */
export function listRecipes(name: string | undefined, asJson: boolean): void {
  const exact = recipes.find(({ recipe }) => recipe.name === name)
  if (exact !== undefined) return console.log(asJson ? JSON.stringify(exact.recipe, null, 2) : detailOf(exact))
  const found = name === undefined ? recipes : recipes.filter((factory) => matches(factory, name.toLowerCase()))
  if (name !== undefined && found.length === 0) throw nothingFound(name)
  console.log(
    asJson
      ? JSON.stringify(
          found.map(({ recipe }) => recipe),
          null,
          2,
        )
      : listOf(found),
  )
}

function matches({ recipe: { name, summary, story, breaks } }: RecipeFactory, word: string): boolean {
  return [name, summary, story, ...breaks].some((text) => text.toLowerCase().includes(word))
}

function nothingFound(name: string): CommanderError {
  const meant = nearest(
    name,
    recipes.map(({ recipe }) => recipe.name),
  )
  const message = `error: no recipe is called "${name}" or speaks of it.${meant === undefined ? ' "brownout recipes" lists them all.' : ` Did you mean "${meant}"?`}`
  console.error(message)
  return new CommanderError(1, 'brownout.unknownRecipe', message)
}

function listOf(found: readonly RecipeFactory[]): string {
  const width = Math.max(...found.map(({ recipe }) => recipe.name.length))
  return found.map(({ recipe: { name, summary } }) => `${styleText('bold', name.padEnd(width))}  ${summary}`).join('\n')
}

function detailOf(factory: RecipeFactory): string {
  const { name, summary, story, phases, sourced, assumed, breaks, sources } = factory.recipe
  const code = `chaos.play(${name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())}({ intensity: 0.5, speed: 10 }))`
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
    section('Documented', sourced),
    section('Assumed', assumed.length === 0 ? ['nothing'] : assumed),
    section('Tends to break', [breaks.join(', ')]),
    section('Told in', sources),
    section('Example', [code, `brownout demo --recipe ${name}`]),
  ].join('\n\n')
}

function section(title: string, lines: readonly string[]): string {
  return [styleText('bold', title), ...lines.map((line) => `  ${line}`)].join('\n')
}
