import { createRequire } from 'node:module'
import { Command, InvalidArgumentError, Option } from 'commander'
import { wholeNumber } from '../engine/base/options.ts'
import { takesConfig } from './config-file.ts'
import { takesChaosOptions, type ChaosSettings } from './chaos-options.ts'
import { checkCommand } from './command-words.ts'
import { takesControlVerbs } from './control-verbs.ts'
import type { DemoPageOptions } from './demo-page.ts'
import type { ExploreCommandOptions } from './explore.ts'
import { addMatrixVerb } from './matrix-verb.ts'
import { addMcpVerb } from './mcp-verb.ts'
import { numberOf, parsed, readDuration } from './parsed.ts'
import type { ReportCommandOptions } from './report.ts'
import type { ReproduceOptions } from './reproduce.ts'
import { addServerVerbs } from './server-verbs.ts'

const { version, description } = createRequire(import.meta.url)('brownout/package.json') as { version: string; description: string }

/** As many as `survives` tries. */
const usualRuns = 200
const mostRuns = 1_000_000

/** The command line: its commands, their options, and their code. A command is loaded when it is called. */
export function program(): Command {
  const command = new Command('brownout').description(description).version(version).exitOverride().enablePositionalOptions()

  command
    .command('demo')
    .description('show a naive and a hardened app in the same outage')
    .addOption(new Option('-s, --seed <text>', 'the seed of all randomness').default('tuesday').env('BROWNOUT_SEED'))
    .option('-r, --recipe <name>', 'the outage; "brownout recipes" lists them', 'one-bad-hour')
    .option('--fast', 'show only how each request ended', false)
    .option('--open', 'write an HTML page instead and open it in a browser')
    .option('--out <file>', 'file of the page (default: brownout-demo.html)')
    .option('--app <module>', 'a module of your own that exports ask(question), instead of the naive app')
    .option('--export <name>', 'the function of the module to call')
    .option('--without <faults>', 'faults to turn off on the page, separated by commas')
    .option('--customer <number>', 'the customer that the page shows first, from 1', parsed(numberOf(wholeNumber(1))))
    .action(async (options: { seed: string; recipe: string; fast: boolean } & DemoPageOptions) => {
      if (wantsPage(options)) {
        const { demoPage } = await import('./demo-page.ts')
        await demoPage(options)
      } else {
        const { demo } = await import('./demo.ts')
        await demo(options)
      }
    })

  takesConfig(command.command('explore'))
    .description('call a function of your app under many faults and report failures')
    .argument('<module>', 'the file that exports the function, such as ./src/ask.ts')
    .option('-e, --export <name>', 'the function to call (default: the only one, the default export, or the one named like the file)')
    .option('-w, --with <json>', `its arguments as a JSON array, such as '["Where is my parcel?"]' (default: that question)`)
    .option('-p, --providers <names>', 'the providers to emulate, separated by commas; name=<base URL> for another URL (default: all)')
    .option('-r, --runs <number>', 'maximum number of runs', parsed(numberOf(wholeNumber(1, mostRuns))), usualRuns)
    .option('--for <duration>', 'maximum time to search, such as 30s', parsed(readDuration))
    .addOption(new Option('-s, --seed <text>', 'the seed of all randomness').default('brownout').env('BROWNOUT_SEED'))
    .option('--write-test', 'write a vitest file with one test for each finding', false)
    .action(async (module: string, options: ExploreCommandOptions) => {
      const { exploreModule } = await import('./explore.ts')
      const code = await exploreModule(module, options)
      // Open work of the app, such as a timer, must not keep the program alive.
      await new Promise((written) => process.stdout.write('', written))
      process.exit(code)
    })

  command
    .command('recipes')
    .description('list recipes of outages, or show one in detail')
    .argument('[name]', 'a recipe, such as anthropic-overload-wave, or a word to look for')
    .option('--json', 'print JSON')
    .action(async (name: string | undefined, { json = false }: { json?: boolean }) => {
      const { listRecipes } = await import('./recipes.ts')
      listRecipes(name, json)
    })

  command
    .command('faults')
    .description('list faults, or show one in detail')
    .argument('[name]', 'a fault, such as truncated-stream, or a word to look for')
    .option('--json', 'print JSON')
    .action(async (name: string | undefined, { json = false }: { json?: boolean }) => {
      const { faults } = await import('./faults.ts')
      faults(name, json)
    })

  takesChaosOptions(
    command
      .command('run')
      .description('run a command whose Node processes get their answers from emulated providers')
      .usage('[options] -- <command...>')
      .argument('[command...]', 'the command, such as: node server.js'),
  )
    .passThroughOptions()
    .action(async (words: string[], settings: ChaosSettings) => {
      checkCommand(words, process.argv, 'brownout run --seed tuesday')
      const { run } = await import('./run.ts')
      process.exitCode = await run(words, settings)
    })

  addMatrixVerb(command)
  addServerVerbs(command)
  addMcpVerb(command)

  takesControlVerbs(command.command('control').description('control a running "brownout serve": its faults, its journal, its scenario'))

  command
    .command('stdio')
    .description('run as the process of a tool server of serve(chaos)')
    .argument('<url>', 'its address there, such as http://127.0.0.1:4600/shop', readUrl)
    .action(async (url: URL) => {
      const { speakForServer } = await import('./stdio.ts')
      await speakForServer(url)
    })

  command
    .command('replay')
    .description('run a command with the faults of an incident file, or print them')
    .argument('<incident>', 'the JSON file of an incident')
    .argument('[command...]', 'the command, such as: npx vitest run ask.test.ts')
    .passThroughOptions()
    .action(async (file: string, words: string[]) => {
      const { replay } = await import('./replay.ts')
      // Options after the file are the command's, so the -- before it reaches this place, too.
      process.exitCode = await replay(file, words[0] === '--' ? words.slice(1) : words)
    })

  command
    .command('import')
    .description('convert a log to an incident file or a recipe')
    .argument('<log>', 'a HAR file, an OpenTelemetry trace (OTLP JSON), lines of JSON, or CSV')
    .addOption(new Option('-a, --as <kind>', 'kind of output').choices(['incident', 'recipe']).default('incident'))
    .option('-n, --name <name>', 'name of the recipe, in kebab-case (default: from the log)')
    .option('-o, --output <file>', 'write to this file (default: print)')
    .addHelpText('after', logHelp)
    .action(async (file: string, options: { as: 'incident' | 'recipe'; name?: string; output?: string }) => {
      const { importLog } = await import('./import.ts')
      await importLog(file, options)
    })

  command
    .command('reproduce')
    .description('find the likeliest faults behind an error, and write an incident file')
    .argument('<file>', 'a stack trace, lines of a log, or a log that "brownout import" reads; - for stdin')
    .option('-f, --fault <name>', 'reproduce this candidate (default: the likeliest)')
    .option('-o, --output <file>', 'write the incident to this file (default: in .brownout)')
    .option('--write-test <module>', 'replay the incident on a module of your app, and write a vitest file with the failures')
    .action(async (file: string, options: ReproduceOptions) => {
      const { reproduce } = await import('./reproduce.ts')
      const code = await reproduce(file, options)
      // Open work of an app must not keep the program alive.
      await new Promise((written) => process.stdout.write('', written))
      process.exit(code)
    })

  command
    .command('export')
    .description('convert an incident file to an OpenTelemetry trace')
    .argument('<incident>', 'the JSON file of an incident')
    .addOption(new Option('-a, --as <kind>', 'kind of output').choices(['otel']).default('otel'))
    .option('-o, --output <file>', 'write to this file (default: print)')
    .action(async (file: string, options: { output?: string }) => {
      const { exportIncident } = await import('./export.ts')
      await exportIncident(file, options)
    })

  command
    .command('report')
    .description('write a report of searches as HTML, JSON, JUnit and Markdown')
    .argument('[files...]', 'searches that a reporter recorded (default: all in .brownout/searches)')
    .option('-o, --output <file>', 'the HTML file; the others are written next to it', '.brownout/report.html')
    .option('--since <file>', 'compare with this JSON report (default: the replaced one)')
    .option('--github', 'print annotations and add to the job summary (default: in GitHub Actions)')
    .option('--open', 'open the HTML file in a browser')
    .action(async (files: string[], options: ReportCommandOptions) => {
      const { report } = await import('./report.ts')
      await report(files, options)
    })

  return command
}

/** Whether an option is given that only a page has. */
function wantsPage({ open, out, app, export: exported, without, customer }: DemoPageOptions): boolean {
  return [open, out, app, exported, without, customer].some((option) => option !== undefined)
}

const logHelp = `
Lines of JSON and CSV have the columns time (ISO 8601, or ms), provider, endpoint, model, status, error (such as
ECONNRESET, timeout, or a class of errors), latency (ms, or 2s) and tokens. Only time, provider, and one of status
and error are needed.`

function readUrl(text: string): URL {
  const url = URL.parse(text)
  if (url?.protocol !== 'http:') throw new InvalidArgumentError('Expected a URL such as http://127.0.0.1:4600/shop.')
  return url
}
