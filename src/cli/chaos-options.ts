import { Option, type Command } from 'commander'
import { catalogue } from '../../faults/catalogue.ts'
import { recipes } from '../../recipes/catalogue.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { keepLike, speedLike } from '../engine/base/options.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import type { Provider } from '../engine/model/provider.ts'
import type { Injection } from '../engine/plan/injection.ts'
import { readInjection } from '../engine/plan/injection-text.ts'
import type { RecipePlay } from '../engine/plan/recipe.ts'
import { readRecipe } from '../engine/plan/recipe-text.ts'
import { triggers } from '../engine/plan/trigger.ts'
import { readProviders } from '../explore/providers.ts'
import { takesConfig } from './config-file.ts'
import { readOwnHost } from './own-host.ts'
import { numberOf, parsed } from './parsed.ts'
import type { ChosenUpstream } from './upstream-from-text.ts'
import type { LogForm } from './request-log.ts'

/** The options of the commands that emulate the providers for an app. */
export interface ChaosSettings {
  readonly seed: string
  readonly fault: readonly Injection[]
  readonly recipe: readonly RecipePlay[]
  /** A file with a plan of faults. */
  readonly plan?: string
  /** Default: the command's own choice */
  readonly providers?: readonly Provider[]
  /** Own hosts and paths with the wire format of a provider, next to the providers. */
  readonly ownHost?: readonly Provider[]
  /** Upstreams that answer instead of emulated providers: then they are the only ones. */
  readonly upstream?: readonly ChosenUpstream[]
  /** The folder that keeps the replies of the upstreams. */
  readonly record?: string
  /** The folder with recorded replies, which answer first. */
  readonly recorded?: string
  /** The answers of the models: a source, or the file that contains it. */
  readonly answers?: string | AnswerSource
  readonly speed: number
  /** The most calls that the journal holds. */
  readonly keep: number
  /** The incident file to replay. */
  readonly replay?: string
  /** Whether each call is printed, and how. */
  readonly log?: LogForm
  /** The file for the incident of the run. */
  readonly incident?: string
  /** The file or the collector that gets OpenTelemetry spans and metrics. */
  readonly otlp?: string
  /** Whether prompts and answers are in them. */
  readonly otlpTexts: boolean
}

/** Adds the options of a command that emulates the providers for an app. */
export function takesChaosOptions(verb: Command): Command {
  return takesProviderOptions(takesFaultOptions(verb)).option(
    '--recorded <folder>',
    'answer with replies that "brownout proxy --record" recorded, and with --answers otherwise',
  )
}

/** Gives a command the options that decide which providers are emulated, and what they answer. */
export function takesProviderOptions(verb: Command): Command {
  return verb
    .option(
      '--providers <names>',
      'the providers to emulate, separated by commas; name=<base URL> for another URL (default: all)',
      parsed(providersOf),
    )
    .option(
      '--own-host <host=provider>',
      'also emulate a host or path of your own, such as api.my-company.example=openai; repeatable',
      addOwnHost,
      [],
    )
    .option('--answers <file>', 'the answers: JSON, a module, or an incident file (default: plausible answers by seed)')
}

/** Gives a command the option that decides how fast time passes. */
export function takesSpeed(verb: Command, usual: number): Command {
  return verb.option('--speed <number>', "how much faster the providers' time passes", parsed(numberOf(speedLike)), usual)
}

/** Gives a command the options that decide which faults fire, and how calls are logged and kept. */
export function takesFaultOptions(verb: Command): Command {
  return takesSpeed(takesConfig(verb), 1)
    .addOption(new Option('-s, --seed <text>', 'the seed of all randomness').default('brownout').env('BROWNOUT_SEED'))
    .option('-f, --fault <name:key=value,...>', 'inject a fault; repeatable', addInjection, [])
    .option('-r, --recipe <name:key=value,...>', 'play an outage from the start; repeatable', addRecipe, [])
    .option('--plan <file>', 'inject the faults of a plan, which is JSON')
    .addOption(new Option('--replay <file>', 'replay an incident file, with its seed').conflicts(['fault', 'recipe', 'plan']))
    .addOption(
      new Option('--keep <number|all>', 'how many calls the journal keeps; the oldest ones that have ended are dropped')
        .default(10_000)
        .argParser(parsed(readKeep)),
    )
    .option('--incident <file>', 'write an incident file, which can be replayed')
    .option(
      '--otlp <file|url>',
      'write OpenTelemetry spans and metrics to a file, or send them to a collector such as http://localhost:4318',
    )
    .option('--otlp-texts', 'put prompts and answers into the spans', false)
    .addOption(new Option('--log [form]', 'print a line for each call').choices(['text', 'json']).preset('text'))
    .addHelpText('after', faultHelp)
}

const triggerExamples = Object.values(triggers).map(({ typed }) => typed.example)

const faultHelp = `
Faults:
  A fault takes its parameters and triggers. Triggers select the calls it fires on: ${triggerExamples.join(', ')}.
    --fault overloaded:first=2,for=anthropic
    --fault truncated-stream:afterDeltas=5,ending=reset,chance=0.1
  "brownout faults" lists them, "brownout faults truncated-stream" shows the parameters of one.

Recipes:
  A recipe takes intensity, speed, from, to (times within it) and on (the provider to play it on).
    --recipe openai-thirty-second-hang:from=19m,speed=10,on=anthropic
  "brownout recipes" lists them.`

function providersOf(text: string): readonly Provider[] {
  return readProviders(text).map(({ provider }) => provider)
}

function addOwnHost(text: string, hosts: readonly Provider[]): Provider[] {
  return [...hosts, parsed(readOwnHost)(text)]
}

/** Adds a fault of the command line to those before it. */
export function addInjection(text: string, injections: readonly Injection[]): Injection[] {
  return [...injections, parsed((given) => readInjection(given, catalogue))(text)]
}

function addRecipe(text: string, found: readonly RecipePlay[]): RecipePlay[] {
  return [...found, parsed((given) => readRecipe(given, recipes))(text)]
}

function readKeep(text: string): number {
  if (text === 'all') return Infinity
  try {
    return numberOf(keepLike)(text)
  } catch {
    throw new BrownoutError(`Expected ${keepLike.expected}, or "all".`)
  }
}
