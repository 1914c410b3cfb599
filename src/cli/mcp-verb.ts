import { Option, type Command } from 'commander'
import { BrownoutError } from '../engine/base/errors.ts'
import { takesFaultOptions } from './chaos-options.ts'
import { checkCommand } from './command-words.ts'
import { hostOption } from './host.ts'
import type { McpSettings } from './mcp.ts'
import { parsed } from './parsed.ts'
import { readPort } from './port.ts'
import { UsageError } from './usage-error.ts'

/** Adds the command for a proxy between an MCP client and a real MCP server. Its code is loaded when it is called. */
export function addMcpVerb(command: Command): void {
  takesFaultOptions(
    command
      .command('mcp')
      .description('proxy a real MCP server for an MCP client, with faults on its responses')
      .usage('[options] -- <command...>')
      .argument('[command...]', 'the command that starts the server, such as: node server.js')
      .option('-u, --url <url>', 'instead of a command, the URL of a streamable HTTP server', parsed(readUrl))
      .option('--header <name: value>', 'a header of each request to the URL; repeatable', parsedHeader, {})
      .option('-n, --name <name>', 'the name of the server in the journal and in for=<name>', 'server')
      .addOption(new Option('--listen <port>', 'answer over streamable HTTP at this port instead of stdio').argParser(readPort))
      .addOption(hostOption())
      .option('--log-file <file>', 'append the lines of --log to a file (default: standard error)'),
  )
    .passThroughOptions()
    .action(async (words: string[], settings: Omit<McpSettings, 'words'>) => {
      if (settings.url !== undefined && words.length > 0)
        throw new UsageError('Expected a command or --url, not both, as in: brownout mcp --url https://shop.example/mcp')
      if (settings.url === undefined) checkCommand(words, process.argv, 'brownout mcp')
      const { proxyServer } = await import('./mcp.ts')
      await proxyServer({ ...settings, words })
    })
}

function readUrl(text: string): string {
  const { protocol } = URL.parse(text) ?? {}
  if (protocol !== 'http:' && protocol !== 'https:') throw new BrownoutError('Expected a URL such as https://shop.example/mcp.')
  return text
}

function parsedHeader(text: string, headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { ...headers, ...parsed(readHeader)(text) }
}

function readHeader(text: string): Readonly<Record<string, string>> {
  const [, name, value] = /^([\w-]+): *(.*)$/.exec(text) ?? []
  if (name === undefined || value === undefined)
    throw new BrownoutError('Expected a name and a value, such as "authorization: Bearer abc".')
  return { [name.toLowerCase()]: value }
}
