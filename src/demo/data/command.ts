import type { StartData } from './demo-data.ts'

/** The command that makes a page which starts here. A customer is named unless it is the first. */
export function commandFor({ recipe, seed, customer, off }: StartData, options: string): string {
  return [
    `npx brownout demo --open${options} --recipe ${recipe} --seed ${quoted(seed)}`,
    ...(off.length === 0 ? [] : [`--without ${off.join(',')}`]),
    ...(customer === 1 ? [] : [`--customer ${customer}`]),
  ].join(' ')
}

/** A word, quoted for a shell. */
function quoted(text: string): string {
  return /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
