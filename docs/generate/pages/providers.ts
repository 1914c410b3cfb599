import { openai, type OpenAIFlavor, type Provider } from '../../../src/index.ts'
import { factories } from '../../../src/providers/index.ts'
import type { ProviderName } from '../../../src/engine/model/names.ts'
import { flavorFacts } from '../../../src/providers/flavor-facts.ts'
import { dialects } from '../dialects/index.ts'
import { table } from '../markdown.ts'
import { failureRow, failures } from '../provider-notes/failures.ts'
import { notes } from '../provider-notes/index.ts'
import { messages } from '../provider-notes/note.ts'
import { webSocketChapter } from '../provider-notes/web-sockets.ts'
import { dialectTable } from './dialect-table.ts'
import { chapterOf, flavorRow } from './provider-chapter.ts'
import { suites } from '../conformance/index.ts'
import { conformanceTable } from './conformance.ts'

const names = Object.keys(notes) as ProviderName[]
const flavors = (Object.keys(flavorFacts) as OpenAIFlavor[]).map((flavor) => openai({ flavor }))

/** How a flavor is called: all have Chat Completions. */
function asked({ baseUrls }: Provider): { readonly path: string; readonly body: object } {
  return { path: `${new URL(baseUrls[0]!).pathname.replace(/\/$/, '')}/chat/completions`, body: { model: 'some-model', messages } }
}

async function failureTable(): Promise<string> {
  const rows: string[][] = []
  for (const name of names) rows.push([name, ...(await failureRow(factories[name](), notes[name].endpoints[0]!))])
  for (const flavor of flavors) rows.push([flavor.name, ...(await failureRow(flavor, asked(flavor)))])
  return table(['provider', ...failures.map(([column]) => column), '`retry-after`', 'limit headers'], rows)
}

async function flavorChapter(): Promise<string> {
  return [
    '## Flavors of openai()',
    "Hosts with OpenAI's wire format and differences of their own: `openai({ flavor: 'groq' })`. Error messages, headers, the reasoning field and the place of the usage in a stream are those of the host. Parameters that OpenAI does not have are accepted without effect; a request that OpenAI's Chat Completions reject is rejected here, too. Tools that run at the host are not emulated. The file of a flavor names each assumed wording.",
    table(['flavor', 'at', 'endpoints'], await Promise.all(flavors.map(flavorRow))),
  ].join('\n\n')
}

/** Writes the page about providers: what is emulated by endpoint, and what each client was seen to receive. */
export async function providersPage(): Promise<string> {
  return [
    '# Providers',
    'Written by `npm run docs` from the providers and the responses that their official clients got. A `*` in a host matches any account or region.',
    await dialectTable(dialects),
    '## How they fail',
    'The status of each failure, and whether the headers contain `retry-after` and the remaining limits. Without `retry-after`, the `retryAfter` of a fault is in the body or has no effect.',
    await failureTable(),
    '## What others test',
    'Cases that others published, as tests, as types or as a list, run against the emulated providers. Lists of cases are followed in our own words.',
    await conformanceTable(suites),
    ...(await Promise.all(names.map((name) => chapterOf(factories[name](), notes[name])))),
    await flavorChapter(),
    webSocketChapter,
    '',
  ].join('\n\n')
}
