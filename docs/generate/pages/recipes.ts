import { table } from '../markdown.ts'
import { factoryNameOf } from '../../../src/engine/base/factory-name.ts'
import { formatDuration, milliseconds } from '../../../src/engine/base/duration.ts'
import type { Recipe } from '../../../src/engine/plan/recipe.ts'
import { injectionInWords } from '../../../src/property/text/injection-in-words.ts'

/** What an app did on a recipe's day. */
export interface PlayedDay {
  /** In how many of the questions a fault has fired. */
  readonly fired: number
  readonly questions: number
  /** The properties that the app broke, by their ids. */
  readonly broken: readonly string[]
}

/** A recipe, and what came of it in both apps. */
export interface PlayedRecipe {
  readonly recipe: Recipe
  readonly naive: PlayedDay
  readonly hardened: PlayedDay
}

/** The recipes as a page of documentation. */
export function recipePage(played: readonly PlayedRecipe[]): string {
  return [
    '# Recipes',
    'Written by `npm run docs` from the recipes themselves, each played with the two apps of `examples/`. `npx brownout recipes` shows the same in a terminal, and `npx brownout demo --recipe <name>` plays one.',
    table(
      ['recipe', 'what happens', 'questions hit', 'the naive app breaks', 'the hardened app breaks'],
      played.map(({ recipe, naive, hardened }) => [
        `[\`${recipe.name}\`](#${recipe.name})`,
        recipe.summary,
        `${naive.fired} of ${naive.questions}`,
        inCode(naive.broken),
        inCode(hardened.broken),
      ]),
    ),
    ...played.map(({ recipe }) => chapterOf(recipe)),
  ]
    .join('\n\n')
    .concat('\n')
}

function inCode(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.map((name) => `\`${name}\``).join(', ')
}

function chapterOf({ name, summary, story, phases, sourced, assumed, invented, breaks, sources, answers = [] }: Recipe): string {
  const factory = factoryNameOf(name)
  return [
    `## ${name}`,
    `${summary[0]!.toUpperCase()}${summary.slice(1)}.`,
    story,
    `\`\`\`ts\nchaos.play(${factory}({ speed: 10 }))\n\`\`\``,
    table(
      ['when', 'what', 'injected'],
      phases.map(({ from, to, what, injections }) => [
        `${formatDuration(milliseconds(from))} to ${formatDuration(milliseconds(to))}`,
        what,
        injections.map((injection) => `\`${injectionInWords(injection.toJSON())}\``).join('<br>') || 'nothing',
      ]),
    ),
    ...(answers.length === 0 ? [] : [`Asked on that day: ${answers.map(({ ask, truth }) => `"${ask}" (${truth})`).join('; ')}.`]),
    `Sourced: ${sourced.join('; ') || 'nothing'}.`,
    `Assumed: ${assumed.join('; ') || 'nothing'}.`,
    `Invented: ${invented.join('; ') || 'nothing'}.`,
    `Tends to break: ${inCode(breaks)}.`,
    `Sources: ${sources.map((source) => `<${source}>`).join(', ')}.`,
  ].join('\n\n')
}
