import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, extname, resolve } from 'node:path'
import { recipes } from '../../recipes/catalogue.ts'
import type { DemoData, StartData } from '../demo/data/demo-data.ts'
import { asked } from '../demo/questions.ts'
import { ownApp } from '../demo/own-app.ts'
import type { PlannedDay } from '../demo/record/record-app.ts'
import { Switches } from '../demo/record/switches.ts'
import { recordDemo, type ShownApp } from '../demo/record/record-demo.ts'
import { providersOfDemo } from '../demo/rehearsal.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { RecipeFactory } from '../engine/plan/recipe.ts'
import { findRecipe } from '../engine/plan/recipe-text.ts'
import { suggestion } from '../engine/base/nearest.ts'
import { pageHtml } from '../report/files/page-html.ts'
import { pageParts } from '../report/files/page-parts.ts'
import { writePrivate } from '../report/files/private-file.ts'
import { demoApps } from './demo-apps.ts'
import { everyProvider } from './every-provider.ts'
import { openFile } from './open-file.ts'

/** The options of the command line for a demo page. */
export interface DemoPageOptions {
  readonly seed: string
  readonly recipe: string
  /** Opens the page in a browser. */
  readonly open?: boolean
  /** The file of the page. Default: `brownout-demo.html` */
  readonly out?: string
  /** The module of an app that is shown instead of the naive one. */
  readonly app?: string
  /** Which of its exports to call. */
  readonly export?: string
  /** Faults to switch off at first, separated by commas. */
  readonly without?: string
  /** The customer to show first, from 1. */
  readonly customer?: number
}

/** Days to choose from next to the requested one. */
const usualDays = ['one-bad-hour', 'openai-thirty-second-hang', 'everyone-fell-together', 'rate-limit-monday', 'gpt4-march-to-june']
/** Seeds to choose from next to the requested one. */
const otherSeeds = ['friday', '8412']

const { version } = createRequire(import.meta.url)('brownout/package.json') as { version: string }

/**
 * Writes the demo as a page, and opens it if requested.
 * @throws BrownoutError if an option names a missing recipe, fault or module, or the page cannot be written
 */
export async function demoPage(options: DemoPageOptions): Promise<void> {
  const { out = 'brownout-demo.html', open = false } = options
  if (extname(out) !== '.html') throw new BrownoutError(`Cannot write the page to "${out}": expected a name that ends with .html.`)
  const html = pageHtml(
    {
      title: 'Two apps on a bad day: brownout',
      data: await demoData(options),
      withoutScript: 'This page needs JavaScript. "npx brownout demo" shows the same in a terminal.',
    },
    pageParts('demo'),
  )
  const path = resolve(out)
  mkdirSync(dirname(path), { recursive: true })
  // The answers of the user's own app can be private.
  writePrivate(path, html)
  console.log(`Wrote ${out} (${Math.round(html.length / 1_000)} kB).`)
  if (open) openFile(path)
}

/**
 * Runs the days of a demo page.
 * @param others the names of more recipes to play
 */
export async function demoData(
  { seed, recipe, app, export: exported, without, customer = 1 }: DemoPageOptions,
  others: readonly string[] = usualDays,
): Promise<DemoData> {
  if (!Number.isInteger(customer) || customer < 1 || customer > asked.length)
    throw new BrownoutError(`Cannot show customer ${customer}: expected a number from 1 to ${asked.length}.`)
  const [naive, hardened] = await demoApps()
  const days = daysFor(recipe, seed, others)
  const off = without?.split(',').filter((id) => id !== '') ?? []
  const start: StartData = { recipe: days[0]!.recipe.recipe.name, seed, customer, off }
  checkSwitches(days[0]!.recipe, off)
  const own = app === undefined ? undefined : ownApp(app, exported)
  const recorded = recordDemo({
    brownout: version,
    apps: [
      own === undefined
        ? demoApp({ name: 'Naive app', short: 'Naive', note: 'written from the tutorials', create: naive })
        : { name: 'Your app', short: 'Yours', note: basename(app!), create: () => own.create(), providers: everyProvider() },
      demoApp({
        name: 'Hardened app',
        short: 'Hardened',
        note: app === undefined ? 'the same app, written for bad days' : 'an example, written for bad days',
        create: hardened,
      }),
    ],
    days,
    others: recipes.filter((each) => !days.some((day) => day.recipe === each)),
    start,
    options: app === undefined ? '' : ` --app ${app}${exported === undefined ? '' : ` --export ${exported}`}`,
  })
  return recorded.finally(() => own?.release())
}

function demoApp(app: Omit<ShownApp, 'providers' | 'calls'>): ShownApp {
  return { ...app, providers: providersOfDemo(), calls: ['openai', 'anthropic'] }
}

/** The requested day, with several seeds, and the usual ones. */
function daysFor(recipe: string, seed: string, others: readonly string[]): PlannedDay[] {
  const first = findRecipe(recipe, recipes)
  const more = others.map((name) => findRecipe(name, recipes)).filter((each) => each !== first)
  return [{ recipe: first, seeds: [...new Set([seed, ...otherSeeds])] }, ...more.map((each) => ({ recipe: each, seeds: [seed] }))]
}

function checkSwitches(recipe: RecipeFactory, off: readonly string[]): void {
  const ids = new Switches(recipe, []).all.map(({ id }) => id)
  for (const id of off)
    if (!ids.includes(id))
      throw new BrownoutError(
        `Cannot play ${recipe.recipe.name} without "${id}": it has no such fault.${suggestion(id, ids)} Its faults: ${ids.join(', ')}.`,
      )
}
