import { InvalidArgumentError, Option, type Command } from 'commander'
import { usualUrl } from '../control-client/control-client.ts'
import type { ControlSettings, IncidentSettings, JournalSettings, ScenarioSettings } from './control.ts'

/** Gives `brownout control` its commands. Their code is loaded when one is called. */
export function takesControlVerbs(control: Command): void {
  const verb = (usage: string, description: string): Command => takesServer(control.command(usage).description(description))

  verb('status', 'print the seed, the faults and the counts').action(async (settings: ControlSettings) =>
    (await import('./control.ts')).showStatus(settings),
  )
  verb('inject <faults...>', 'inject faults, such as overloaded:first=2,for=anthropic').action(
    async (faults: string[], settings: ControlSettings) => (await import('./control.ts')).inject(faults, settings),
  )
  verb('remove [fault]', 'remove a fault by its number, all of a name, or all').action(
    async (fault: string | undefined, settings: ControlSettings) => (await import('./control.ts')).remove(fault, settings),
  )
  verb('play <recipes...>', 'play recipes, such as one-bad-hour:speed=10').action(async (recipes: string[], settings: ControlSettings) =>
    (await import('./control.ts')).play(recipes, settings),
  )
  verb('journal', 'print the calls')
    .option('-n, --last <number>', 'how many of the last calls', readCount, 20)
    .option('--reset', 'remove the calls; faults stay and count from the start')
    .action(async (settings: JournalSettings) => (await import('./control.ts')).journal(settings))
  verb('incident', 'print the incident file, which can be replayed')
    .option('-o, --output <file>', 'write to this file, which only its owner can read')
    .addOption(new Option('--prompts <form>', 'hash: a digest replaces each prompt').choices(['keep', 'hash']).default('keep'))
    .action(async (settings: IncidentSettings) => (await import('./control.ts')).incident(settings))
  verb('scenario', 'begin a fresh run in which only these faults are active')
    .option('-s, --seed <text>', 'the seed of all randomness (default: unchanged)')
    .option('-f, --fault <name:key=value,...>', 'inject a fault; repeatable', added, [])
    .option('-r, --recipe <name:key=value,...>', 'play an outage; repeatable', added, [])
    .option('--answers <file>', 'the answers of the models, by prompt, as JSON (default: unchanged)')
    .action(async (settings: ScenarioSettings) => (await import('./control.ts')).beginScenario(settings))
  verb('reset', 'begin a fresh run with the faults of the server').action(async (settings: ControlSettings) =>
    (await import('./control.ts')).reset(settings),
  )
  verb('scopes', 'list the open scopes').action(async (settings: ControlSettings) => (await import('./control.ts')).listScopes(settings))
  verb('end <scope>', 'end a scope and remove its calls').action(async (scope: string, settings: ControlSettings) =>
    (await import('./control.ts')).endScope(scope, settings),
  )
}

function takesServer(verb: Command): Command {
  return verb
    .addOption(new Option('-u, --url <url>', 'the server').default(usualUrl).env('BROWNOUT_URL'))
    .addOption(new Option('--scope <name>', 'the scope to control (default: none)').env('BROWNOUT_SCOPE'))
    .addOption(new Option('--token <text>', 'the token that the server was started with').env('BROWNOUT_TOKEN'))
    .option('--json', 'print JSON')
}

function added(text: string, texts: readonly string[]): string[] {
  return [...texts, text]
}

function readCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('Expected an integer of at least 1.')
  return count
}
