import { table } from '../markdown.ts'
import { factoryNameOf } from '../../../src/engine/base/factory-name.ts'
import { formatDuration, milliseconds } from '../../../src/engine/base/duration.ts'
import type { Recipe } from '../../../src/engine/plan/recipe.ts'
import type { Scene } from '../played-recipes/scene.ts'
import { injectionInWords } from '../../../src/property/text/injection-in-words.ts'

/** How a task ended if a fault fired on its calls. */
export type Ending = 'answered' | 'answered with a mark' | 'failed with an error' | 'never ended'

/** What an app did on a recipe's days. */
export interface PlayedApp {
  /** In how many tasks a fault fired. */
  readonly fired: number
  readonly tasks: number
  /** The properties that the app violated, by their ids. */
  readonly broken: readonly string[]
  /** How the tasks in which a fault fired ended. */
  readonly endings: readonly Ending[]
}

/** A recipe, the app it was played with, and what both versions of the app did. */
export interface PlayedRecipe {
  readonly recipe: Recipe
  readonly scene: Pick<Scene, 'name' | 'folders' | 'what' | 'behavior' | 'isHardenedSpared'>
  readonly naive: PlayedApp
  readonly hardened: PlayedApp
}

/** Writes the page about recipes. */
export function recipePage(played: readonly PlayedRecipe[]): string {
  return [
    '# Recipes',
    'Written by `npm run docs` from the recipes themselves. Each is played for three days or more with an app of `examples/` in two versions, a naive and a hardened one. A task is hit if a fault fires on one of its calls. `npx brownout recipes` lists them in a terminal, and `npx brownout demo --recipe <name>` plays one.',
    table(
      ['recipe', 'what happens', 'played with', 'tasks hit', 'the naive app violates', 'the hardened app'],
      played.map(({ recipe, scene, naive, hardened }) => [
        `[\`${recipe.name}\`](#${recipe.name})`,
        recipe.summary,
        `[${scene.name}](#the-apps)`,
        `${naive.fired} of ${naive.tasks}`,
        inCode(naive.broken),
        verdictOn(hardened),
      ]),
    ),
    '## The apps',
    table(
      ['app', 'folder', 'purpose', 'why the hardened version holds'],
      [...new Map(played.map(({ scene }) => [scene.name, scene])).values()].map(({ name, folders, what, behavior }) => [
        name,
        inCode(folders),
        what,
        behavior,
      ]),
    ),
    ...played.map(chapterOf),
  ]
    .join('\n\n')
    .concat('\n')
}

/** What the hardened app did in the tasks in which a fault fired: `holds: 14 answered, 2 failed with an error`. */
function verdictOn({ broken, endings }: PlayedApp): string {
  const counts = [...Map.groupBy(endings, (ending) => ending)].map(([ending, all]) => `${all.length} ${ending}`)
  const did = counts.length === 0 ? 'no fault fired on its calls' : counts.join(', ')
  return broken.length === 0 ? `holds: ${did}` : `violates ${inCode(broken)}: ${did}`
}

function inCode(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.map((name) => `\`${name}\``).join(', ')
}

function chapterOf({ recipe, scene, naive, hardened }: PlayedRecipe): string {
  const { name, summary, story, phases, sourced, assumed, invented, breaks, sources, answers = [] } = recipe
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
    ...(answers.length === 0 ? [] : [`Prompts: ${answers.map(({ prompt, truth }) => `"${prompt}" (${truth})`).join('; ')}.`]),
    `Sourced: ${sourced.join('; ') || 'nothing'}.`,
    `Assumed: ${assumed.join('; ') || 'nothing'}.`,
    `Invented: ${invented.join('; ') || 'nothing'}.`,
    `Tends to break: ${inCode(breaks)}.`,
    `Played with [${scene.name}](#the-apps), ${scene.what}. The naive version violates ${inCode(naive.broken)}. The hardened version ${verdictOn(hardened)}. ${scene.behavior[0]!.toUpperCase()}${scene.behavior.slice(1)}.`,
    `Sources: ${sources.map((source) => `<${source}>`).join(', ')}.`,
  ].join('\n\n')
}
