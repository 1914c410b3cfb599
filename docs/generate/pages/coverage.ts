import { catalogue } from '../../../faults/catalogue.ts'
import { stages } from '../../../src/engine/model/fault.ts'
import type { FaultDefinition } from '../../../src/index.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { dialects } from '../dialects/index.ts'
import { hasFired } from '../dialects/has-fired.ts'
import { table } from '../markdown.ts'

/** A table of faults and dialects: how each fault was seen to fire, streaming and non-streaming. */
export async function coveragePage(): Promise<string> {
  const rows: string[][] = []
  for (const fault of catalogue) {
    const cells: string[] = []
    for (const dialect of dialects) cells.push(await cellOf(dialect, fault))
    rows.push([`[\`${fault.name}\`](faults.md#${fault.name})`, stages.filter((stage) => fault[stage] !== undefined).join(' + '), ...cells])
  }
  return `# Faults before each dialect

Written by \`npm run docs\`, which calls each endpoint with the provider's official SDK under each fault. ● the fault fires with and without streaming; ◐ only with streaming; ○ only without streaming; – it cannot fire there: text faults do not apply to vectors, and vector faults do not apply to text.

${table(['fault', 'acts at', ...dialects.map(({ name }) => name)], rows)}
${dialects.map(sparedBy).join('')}`
}

/** Why some faults cannot fire with a dialect. */
function sparedBy({ name, spares = {} }: Dialect): string {
  const lines = Object.entries(spares).map(([fault, reason]) => `- [\`${fault}\`](faults.md#${fault}): ${reason}`)
  return lines.length === 0 ? '' : `\nNothing to fire before ${name}:\n\n${lines.join('\n')}\n`
}

async function cellOf(dialect: Dialect, fault: FaultDefinition): Promise<string> {
  const [isStreamed, isWhole] = [await hasFired(dialect, fault, true), await hasFired(dialect, fault, false)]
  if (isStreamed && isWhole) return '●'
  return isStreamed ? '◐' : isWhole ? '○' : '–'
}
