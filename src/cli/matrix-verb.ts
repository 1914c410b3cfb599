import type { Command } from 'commander'
import { Option } from 'commander'
import { suggestion } from '../engine/base/nearest.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { outcomes, type ProgramOutcome } from '../program-matrix/outcome.ts'
import { addInjection, takesProviderOptions, takesSpeed } from './chaos-options.ts'
import { checkCommand } from './command-words.ts'
import { takesConfig } from './config-file.ts'
import type { MatrixSettings } from './matrix.ts'
import { parsed, readDuration } from './parsed.ts'

/** As fast as the app's own timers usually allow: a minute of the providers in a second. */
const usualSpeed = 60

/** Adds the verb that runs a program under one fault after another. What runs it is loaded when it is called. */
export function addMatrixVerb(command: Command): void {
  const verb = command
    .command('matrix')
    .description('run a command once per fault, and print what its user got')
    .usage('[options] -- <command...>')
    .argument('[command...]', 'the command, such as: node ask.js')
  takesProviderOptions(takesSpeed(takesConfig(verb), usualSpeed))
    .addOption(new Option('-s, --seed <text>', 'the seed of all randomness').default('brownout').env('BROWNOUT_SEED'))
    .option('-f, --fault <name:key=value,...>', 'a row of the table; repeatable (default: the usual faults)', addInjection, [])
    .addOption(new Option('--limit <duration>', 'the longest time of a run').default(30_000, '30s').argParser(parsed(readDuration)))
    .option('--concurrency <number>', 'how many rows run at once', parsed(readCount), 1)
    .option('--no-register', 'answer at the base URLs only: load nothing into Node processes')
    .option('--expect <text|/pattern/>', 'what the output has if the answer is complete (default: the answer)', parsed(readExpected))
    .option('--json <file>', 'write the table and the output as JSON')
    .option('--markdown <file>', 'write the table as Markdown')
    .option('--fail-on <outcomes>', `exit with code 1 if a row has one: ${Object.keys(outcomes).join(', ')}`, parsed(readOutcomes), [])
    .passThroughOptions()
    .action(async (words: string[], settings: MatrixSettings) => {
      checkCommand(words, process.argv, 'brownout matrix')
      const { matrix } = await import('./matrix.ts')
      process.exitCode = await matrix(words, settings)
    })
}

function readCount(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new BrownoutError('Expected an integer of at least 1.')
  return Number(text)
}

function readExpected(text: string): string | RegExp {
  const [, pattern] = /^\/(.+)\/$/.exec(text) ?? []
  try {
    return pattern === undefined ? text : new RegExp(pattern)
  } catch (error) {
    throw new BrownoutError(`Expected a text or a /regular expression/: ${(error as Error).message}`)
  }
}

function readOutcomes(text: string): readonly ProgramOutcome[] {
  const names = Object.keys(outcomes)
  return text.split(',').map((each) => {
    const name = each.trim()
    if (!names.includes(name)) throw new BrownoutError(`Expected outcomes.${suggestion(name, names)}`)
    return name as ProgramOutcome
  })
}
