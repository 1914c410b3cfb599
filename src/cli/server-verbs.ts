import { Option, type Command } from 'commander'
import { takesChaosOptions, takesFaultOptions } from './chaos-options.ts'
import { hostOption } from './host.ts'
import { parsed, readDuration, readText } from './parsed.ts'
import { readPort } from './port.ts'
import type { ServeSettings } from './serve.ts'
import { readUpstream, type ChosenUpstream } from './upstream-from-text.ts'
import { UsageError } from './usage-error.ts'

/** Adds the commands that listen on a port: `serve` and `proxy`. Their code is loaded when one is called. */
export function addServerVerbs(command: Command): void {
  takesChaosOptions(takesAddressOptions(command.command('serve').description('emulate the providers on a local port'))).action(serveWith)

  takesFaultOptions(
    takesAddressOptions(
      command
        .command('proxy')
        .description('forward calls to real providers, with faults')
        .option('-u, --upstream <url>', 'a real provider, such as https://api.openai.com, or openai=<base URL>; repeatable', addUpstream)
        .option('--record <folder>', 'record the replies with their timing, without secrets, for "brownout serve --recorded"'),
    ),
  ).action(async (settings: ServeSettings) => {
    if (settings.upstream === undefined)
      throw new UsageError('Expected an upstream, such as brownout proxy --upstream https://api.openai.com')
    await serveWith(settings)
  })
}

async function serveWith(settings: ServeSettings): Promise<void> {
  const { serveUntilStopped } = await import('./serve.ts')
  await serveUntilStopped(settings)
}

/** Adds the options of a command that listens on a port. */
function takesAddressOptions(verb: Command): Command {
  return verb
    .addOption(new Option('-p, --port <number>', 'the port; 0 takes any free one').default(4600).env('BROWNOUT_PORT').argParser(readPort))
    .addOption(hostOption())
    .option('--tls', 'use TLS with a generated certificate, and print how clients trust it')
    .option('--cert <file>', 'use TLS with this certificate, in PEM')
    .option('--key <file>', 'the key of the certificate, in PEM')
    .option('--env', 'print only the lines for a shell', false)
    .addOption(
      new Option('--token <text>', 'the token of control requests (default: none, from this machine only)')
        .env('BROWNOUT_TOKEN')
        .argParser(readText),
    )
    .addOption(
      new Option('--grace <duration>', 'the longest time to complete responses after a stop')
        .default(5_000, '5s')
        .argParser(parsed(readDuration)),
    )
}

function addUpstream(text: string, upstreams: readonly ChosenUpstream[] = []): readonly ChosenUpstream[] {
  return [...upstreams, parsed(readUpstream)(text)]
}
