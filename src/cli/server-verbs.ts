import { Option, type Command } from 'commander'
import { takesChaosOptions, takesFaultOptions } from './chaos-options.ts'
import { parsed, readDuration } from './parsed.ts'
import { readPort } from './port.ts'
import type { ServeSettings } from './serve.ts'
import { readUpstream, type ChosenUpstream } from './upstream-from-text.ts'
import { UsageError } from './usage-error.ts'

/** Adds the verbs that listen on a port: `serve` and `proxy`. What runs them is loaded when one is called. */
export function addServerVerbs(command: Command): void {
  takesChaosOptions(
    takesAddressOptions(command.command('serve').description('stand in for the providers on a port of this machine, until it is stopped')),
  ).action(serveWith)

  takesFaultOptions(
    takesAddressOptions(
      command
        .command('proxy')
        .description('forward calls to real providers, with faults on their genuine replies, until it is stopped')
        .option(
          '-u, --upstream <url>',
          'a real provider, such as https://api.openai.com, or openai=<base URL>; may be given several times',
          addUpstream,
        )
        .option('--record <folder>', 'keep the replies, with their timing and without secrets, for "brownout serve --recorded"'),
    ),
  ).action(async (settings: ServeSettings) => {
    if (settings.upstream === undefined)
      throw new UsageError('Expected an upstream, as in: brownout proxy --upstream https://api.openai.com')
    await serveWith(settings)
  })
}

async function serveWith(settings: ServeSettings): Promise<void> {
  const { serveUntilStopped } = await import('./serve.ts')
  await serveUntilStopped(settings)
}

/** Gives a verb the options of those that listen on a port. */
function takesAddressOptions(verb: Command): Command {
  return verb
    .addOption(
      new Option('-p, --port <number>', 'the port; 0 takes any that is free').default(4600).env('BROWNOUT_PORT').argParser(readPort),
    )
    .option('-H, --host <address>', 'the address to listen on', '127.0.0.1')
    .option('--tls', 'use TLS, with a certificate that is made on the spot; what clients need to trust it is printed')
    .option('--cert <file>', 'use TLS with this certificate, in PEM')
    .option('--key <file>', 'the key of the certificate, in PEM')
    .option('--env', 'print only the lines for a shell to standard output', false)
    .addOption(
      new Option('--token <text>', 'what requests to control the server must carry (default: none, for this machine only)').env(
        'BROWNOUT_TOKEN',
      ),
    )
    .addOption(
      new Option('--grace <duration>', 'how long responses may take to complete once the server is told to stop')
        .default(5_000, '5s')
        .argParser(parsed(readDuration)),
    )
}

function addUpstream(text: string, upstreams: readonly ChosenUpstream[] = []): readonly ChosenUpstream[] {
  return [...upstreams, parsed(readUpstream)(text)]
}
