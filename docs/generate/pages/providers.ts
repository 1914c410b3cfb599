import type { Endpoint, Provider } from '../../../src/index.ts'
import { dialects } from '../dialects/index.ts'
import { table } from '../markdown.ts'
import { dialectTable } from './dialect-table.ts'

function endpointRow(endpoint: Endpoint): string[] {
  const { name, method, path, readablePath, documentation } = endpoint
  return [`\`${name}\``, `\`${method} ${readablePath ?? String(path)}\``, documentation === undefined ? '' : `<${documentation}>`]
}

async function chapterOf({ name, baseUrls, endpoints }: Provider): Promise<string> {
  return [
    `## ${name}`,
    `At ${baseUrls.map((url) => `\`${url}\``).join(', ')}, or wherever \`baseURL\` says.`,
    table(['endpoint', 'request', 'described in'], (await endpoints()).map(endpointRow)),
  ].join('\n\n')
}

/** What is emulated, endpoint by endpoint, and what each client was seen to get of it. */
export async function providersPage(): Promise<string> {
  const providers = [...new Map(dialects.map(({ provider }) => [provider().name, provider()])).values()]
  return [
    '# Providers',
    'Written by `npm run docs` from the providers themselves, and from what their official clients were seen to get. A `*` in a host stands for any account or region.',
    await dialectTable(dialects),
    ...(await Promise.all(providers.map(chapterOf))),
    '',
  ].join('\n\n')
}
