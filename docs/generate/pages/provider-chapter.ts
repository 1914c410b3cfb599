import type { Endpoint, Provider } from '../../../src/index.ts'
import type { EndpointNote, ProviderNote } from '../provider-notes/note.ts'
import { table } from '../markdown.ts'

function endpointRow(endpoint: Endpoint): string[] {
  const { name, method, path, readablePath, documentation, receive } = endpoint
  const asked = `\`${method} ${readablePath ?? String(path)}\`${receive === undefined ? '' : ', WebSocket'}`
  return [`\`${name}\``, asked, documentation === undefined ? '' : `<${documentation}>`]
}

function inCode(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

/** A list of what an endpoint does with parameters. */
function parameterLines({ path, withoutEffect, refused = {} }: EndpointNote): string[] {
  const refusals = Object.keys(refused)
  return [
    ...(refusals.length === 0 ? [] : [`- \`${path}\` refuses, since it would change the answer: ${refusals.join(', ')}.`]),
    `- \`${path}\` accepts without effect: ${inCode(Object.keys(withoutEffect))}.`,
  ]
}

/** The chapter of one provider: its base URLs, its endpoints, the requests it rejects, and parameters without effect. */
export async function chapterOf(
  { name, baseUrls, endpoints }: Provider,
  { endpoints: notes, otherwise = [] }: ProviderNote,
): Promise<string> {
  return [
    `## ${name}`,
    `At ${baseUrls.map((url) => `\`${url}\``).join(', ')}, or at \`baseURL\`. Any other path is a 404 with the provider's own error.`,
    table(['endpoint', 'request', 'described in'], (await endpoints()).map(endpointRow)),
    [...notes.flatMap(parameterLines), ...otherwise.map((sentence) => `- ${sentence}`)].join('\n'),
  ].join('\n\n')
}

/** The row of a flavor: its base URLs, and its endpoints, each with its page. */
export async function flavorRow({ name, baseUrls, endpoints }: Provider): Promise<string[]> {
  const pages = new Map((await endpoints()).map((endpoint) => [endpoint.name, endpoint.documentation]))
  return [
    `\`${name}\``,
    baseUrls.map((url) => `\`${url}\``).join('<br>'),
    [...pages].map(([endpoint, page]) => (page === undefined ? `\`${endpoint}\`` : `[\`${endpoint}\`](${page})`)).join(', '),
  ]
}
