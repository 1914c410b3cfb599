import { BrownoutError } from '../../engine/base/errors.ts'
import type { Provider } from '../../engine/model/provider.ts'
import type { RecipeFactory } from '../../engine/plan/recipe.ts'
import { titlesOf } from '../../property/text/titles.ts'
import type { AppData, CustomerData, DayData, DemoData, StartData } from '../data/demo-data.ts'
import { spread } from '../day.ts'
import { asked } from '../questions.ts'
import type { Performer } from '../rehearsal.ts'
import { rules } from '../rules.ts'
import { castOf, recordCustomers, type PlannedDay } from './record-app.ts'
import { Switches } from './switches.ts'

/** An app in the demo. */
export interface ShownApp extends AppData {
  /** Creates it. Called once the providers are emulated. */
  readonly create: () => Performer | Promise<Performer>
  readonly providers: readonly Provider[]
  /** The names of the providers that it calls, its primary first. Default: detected from its calls without a fault */
  readonly calls?: readonly string[]
}

/** The content of a demo page. */
export interface DemoPlan {
  readonly brownout: string
  readonly apps: readonly [ShownApp, ShownApp]
  readonly days: readonly PlannedDay[]
  /** Recipes that are listed but not in the file. */
  readonly others: readonly RecipeFactory[]
  readonly start: StartData
  readonly options: string
}

/**
 * Runs the days of a demo for both apps.
 * @throws BrownoutError if an app calls no provider
 */
export async function recordDemo({ apps: [left, right], days, others, ...rest }: DemoPlan): Promise<DemoData> {
  const calls = [await callsOf(left), await callsOf(right)] as const
  const planned = days.map((day) => ({ ...day, switches: new Switches(day.recipe, calls) }))
  const played = [await play(left, calls[0], planned), await play(right, calls[1], planned)] as const
  return {
    ...rest,
    apps: [shown(left), shown(right)],
    rules: rules.map((rule) => ({ id: rule.id, statement: rule.statement, hint: rule.hint, titles: titlesOf(rule).titles })),
    days: planned.map(({ recipe, seeds, switches }, day): DayData => {
      const { name, summary, story } = recipe.recipe
      const { length } = recipe()
      const times = spread(asked.length, length)
      return {
        recipe: name,
        summary,
        story,
        length,
        phases: switches.phases,
        switches: switches.all,
        questions: asked.map((question, index) => ({ asked: question, at: times[index]! })),
        seeds: seeds.map((seed, place) => ({ seed, apps: [played[0][day]![place]!, played[1][day]![place]!] })),
      }
    }),
    others: others.map(({ recipe: { name, summary } }) => ({ recipe: name, summary })),
  }
}

function shown({ name, short, note }: ShownApp): AppData {
  return { name, short, note }
}

async function callsOf({ name, create, providers, calls }: ShownApp): Promise<readonly string[]> {
  if (calls !== undefined) return calls
  const cast = await castOf(create, providers)
  cast.stage.close()
  if (cast.calls.length === 0)
    throw new BrownoutError(
      `${name} calls no provider that brownout emulates. Expected a function that calls a model and returns its answer, through the global fetch or node:http.`,
    )
  return cast.calls
}

type Planned = PlannedDay & { readonly switches: Switches }

/** The customers of an app, for each seed of each day. */
async function play({ create, providers }: ShownApp, calls: readonly string[], days: readonly Planned[]): Promise<CustomerData[][][]> {
  const cast = await castOf(create, providers)
  try {
    const played: CustomerData[][][] = []
    for (const { recipe, seeds, switches } of days) {
      const bySeed: CustomerData[][] = []
      for (const seed of seeds) bySeed.push(await recordCustomers(cast, calls, { recipe, seed, switches }))
      played.push(bySeed)
    }
    return played
  } finally {
    cast.stage.close()
  }
}
