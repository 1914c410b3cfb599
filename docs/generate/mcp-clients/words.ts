import type { Ended, Measured } from './measure.ts'

/** What a client did on an occasion, compared with what it does if nothing goes wrong. */
export function inWords({ steps, requests, runs, cancelled, leavesProcess }: Measured, usual: Measured): string {
  const different = [...steps].flatMap(([step, ended]) => {
    const text = stepInWords(ended, usual.steps.get(step))
    return text === undefined ? [] : [`${step}: ${text}`]
  })
  const notes = [
    ...(cancelled === undefined ? [] : [cancelled === 'notice' ? 'sends a notification' : 'closes the stream']),
    ...(leavesProcess ? ['**leaves a process**'] : []),
  ]
  return `${[...(different.length === 0 ? ['ok'] : different), ...notes].join('; ')} (${requests}, ${runs === 1 || runs === 0 ? runs : `**${runs}**`})`
}

/** `undefined` if a step ended as usual. */
function stepInWords(ended: Ended, usual: Ended | undefined): string | undefined {
  if (ended.type === 'hang') return '**hangs**'
  if (ended.type === 'error') return `${ended.error}${ended.after < 1_000 ? '' : ` after ${Math.round(ended.after / 1_000)} s`}`
  if (usual?.type !== 'value' || JSON.stringify(ended.value) === JSON.stringify(usual.value)) return undefined
  return valueInWords(ended.value)
}

function valueInWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '**no tools**' : `only ${value.join(', ')}`
  return (value as { readonly isError: boolean }).isError ? '`isError`' : '**another result**'
}
